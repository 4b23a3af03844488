import { readdir, stat } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { demand } from '../../../errors.ts'
import type { ModelForm } from '../../../runs/modelForm.ts'
import type { Settings } from '../../../runs/settings.ts'
import type { RunState } from '../../api.ts'
import { type Inspection, inspectRun, logFiles } from './inspectRun.ts'
import { runIds } from './runIds.ts'
import { runNames } from './runNames.ts'

/** A run that the studio shows. */
export interface WatchedRun {
  /** Names it in addresses. */
  readonly id: string
  /** Absolute. */
  readonly folder: string
  /** As it was given. */
  readonly given: string
  readonly name: string
  readonly method: string
  readonly state: RunState
  readonly complaint: string | null
  /** null where its configuration cannot be read. */
  readonly settings: Settings | null
  readonly form: ModelForm | null
  /** Another text where its model has been written anew. */
  readonly model: string | null
}

/** The runs of the folders that the studio was given, as they are now. */
export interface WatchedRuns {
  /** In the order of the command; those inside a comparison by name. */
  list(): readonly WatchedRun[]
  find(id: string): WatchedRun | undefined
  /** Looks at the folders at once; also done every second. */
  look(): Promise<void>
  close(): void
}

/** Who is told. */
export interface Listening {
  /** The list, at once and whenever it is another. */
  changed(runs: readonly WatchedRun[]): void
  /** The training of a run has written to its log. */
  wrote(id: string): void
}

/** Milliseconds between looks at the folders. */
const every = 1000

/** Watches run folders and folders of comparisons. Runs that appear are shown, and runs that go are said to be gone. Fails where a
 *  folder does not exist. By asking, not by being told: that works on every file system, and after a folder was made again. */
export async function watchRuns(
  folders: readonly string[],
  tell: Listening,
  { interval = every }: { readonly interval?: number } = {},
): Promise<WatchedRuns> {
  for (const folder of folders) await demandFolder(folder)
  const idOf = runIds()
  const inspected = new Map<string, Inspection>()
  let runs: readonly WatchedRun[] = []
  let ended = false
  let looking: Promise<void> | undefined

  const lookOnce = async (): Promise<void> => {
    const places = await runFolders(folders, [...inspected.keys()])
    const written: string[] = []
    for (const { folder } of places) {
      const before = inspected.get(folder)
      const now = await inspectRun(folder, before)
      inspected.set(folder, now)
      if (before && logFiles.some((name) => before.stamps[name] !== now.stamps[name])) written.push(idOf(folder))
    }
    const names = runNames(
      places.map(({ folder }) => ({ folder, settings: inspected.get(folder)!.config?.settings ?? null })),
    )
    const next = places.map(({ folder, given }, i): WatchedRun => {
      const { state, complaint, config, stamps } = inspected.get(folder)!
      const { settings = null, form = null } = config ?? {}
      return {
        id: idOf(folder),
        folder,
        given,
        ...names[i]!,
        state,
        complaint,
        settings,
        form,
        model: stamps['model.onnx'],
      }
    })
    const before = runs
    runs = next
    if (JSON.stringify(before) !== JSON.stringify(runs)) tell.changed(runs)
    for (const id of written) tell.wrote(id)
  }
  const look = (): Promise<void> => {
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }
  await look()
  let timer = setTimeout(again, interval)
  function again(): void {
    // A folder that cannot be read for a moment is looked at again.
    look()
      .catch(() => {})
      .finally(() => {
        if (!ended) timer = setTimeout(again, interval)
      })
  }
  return {
    list: () => runs,
    find: (id) => runs.find((run) => run.id === id),
    look,
    close() {
      ended = true
      clearTimeout(timer)
    },
  }
}

interface Place {
  readonly folder: string
  readonly given: string
}

/** Run folders in the order of the command: those that there are, and those that were.
 *  @param known absolute paths of runs that have been seen */
async function runFolders(given: readonly string[], known: readonly string[]): Promise<Place[]> {
  const places = new Map<string, Place>()
  for (const folder of given) {
    const path = resolve(folder)
    const add = (place: Place): void => void (places.has(place.folder) || places.set(place.folder, place))
    if (known.includes(path) || (await exists(join(path, 'config.json')))) {
      add({ folder: path, given: folder })
      continue
    }
    const entries = await readdir(path, { withFileTypes: true }).catch(() => [])
    const inside: string[] = []
    for (const entry of entries) {
      const within = join(path, entry.name)
      if (!known.includes(within) && (await exists(join(within, 'config.json')))) inside.push(entry.name)
    }
    for (const before of known) if (resolve(before, '..') === path) inside.push(basename(before))
    for (const name of inside.sort()) add({ folder: join(path, name), given: join(folder, name) })
  }
  return [...places.values()]
}

async function demandFolder(folder: string): Promise<void> {
  const remedy = 'give the --out folder of train or compare'
  const found = await stat(folder).catch(() => null)
  demand(found !== null, { who: folder, rule: 'the run folder must exist', remedy })
  demand(found.isDirectory(), { who: folder, rule: 'must be a folder, not a file', remedy })
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
