import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NearkinError } from '../../../errors.ts'
import { isLocked } from '../../../lock.ts'
import type { ModelForm } from '../../../runs/modelForm.ts'
import type { Settings } from '../../../runs/settings.ts'
import { configIn, judgementIn } from '../../../runs/storedRun.ts'
import { version } from '../../../runs/version.ts'
import type { RunState } from '../../api.ts'

/** What a look at a run's folder found. */
export interface Inspection {
  readonly state: RunState
  /** In plain words, where it is damaged or gone: the file, and what to do. */
  readonly complaint: string | null
  /** null where its configuration cannot be read. */
  readonly config: { readonly settings: Settings; readonly form: ModelForm } | null
  /** Of files by name: another text where a file has been written to. */
  readonly stamps: Readonly<Record<(typeof watchedFiles)[number], string | null>>
}

const watchedFiles = ['config.json', 'evaluation.json', 'model.onnx', 'log.jsonl', 'lock'] as const

/** Looks at a run's folder. What has not been written to since is not read again.
 *  @param before what was found the last time */
export async function inspectRun(folder: string, before?: Inspection): Promise<Inspection> {
  const pairs = await Promise.all(watchedFiles.map(async (name) => [name, await stampOf(join(folder, name))] as const))
  const stamps = Object.fromEntries(pairs) as Inspection['stamps']
  const found = { stamps, config: before?.config ?? null }
  if (stamps['config.json'] === null) {
    if ((await stampOf(folder)) === null)
      return {
        ...found,
        state: 'gone',
        complaint: `${folder}: the folder was here and is not any more; put it back, or start the studio without it`,
      }
    if (await locked(folder, stamps.lock)) return { ...found, state: 'training', complaint: null }
    return {
      ...found,
      state: 'damaged',
      complaint: `${join(folder, 'config.json')}: is missing, so that nothing is known of the run; restore it from a copy, or train again`,
    }
  }
  const unchanged = (name: (typeof watchedFiles)[number]): boolean =>
    before !== undefined && before.config !== null && before.stamps[name] === stamps[name]
  try {
    const config = unchanged('config.json') ? before!.config : configIn(folder)
    if (await locked(folder, stamps.lock)) return { stamps, config, state: 'training', complaint: null }
    if (stamps['evaluation.json'] === null) return { stamps, config, state: 'interrupted', complaint: null }
    if (!(unchanged('evaluation.json') && before!.state === 'finished')) judgementIn(folder)
    if (stamps['model.onnx'] === null)
      return {
        stamps,
        config,
        state: 'damaged',
        complaint: `${join(folder, 'model.onnx')}: is missing, though the run has ended; restore it from a copy, or go on with the training by --resume: that writes it anew`,
      }
    return { stamps, config, state: 'finished', complaint: null }
  } catch (error) {
    return { ...found, state: 'damaged', complaint: await words(folder, error) }
  }
}

/** A broken lock file, of which `isLocked` would wait for the rest, is none. */
async function locked(folder: string, stamp: string | null): Promise<boolean> {
  if (stamp === null) return false
  try {
    JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))
    return isLocked(folder)
  } catch {
    return false
  }
}

async function words(folder: string, error: unknown): Promise<string> {
  const message = error instanceof NearkinError ? error.message : `${folder}: ${String(error)}`
  const other = await versionOf(join(folder, 'config.json'))
  if (other === null || other === version) return message
  return `${message} (the run was written by nearkin ${other}, and this is ${version}: open it with that version, or train it again with this one)`
}

const versionOf = (path: string): Promise<string | null> =>
  readFile(path, 'utf8').then(
    (text) => {
      try {
        const written = (JSON.parse(text) as { version?: unknown } | null)?.version
        return typeof written === 'string' ? written.slice(0, 40) : null
      } catch {
        return null
      }
    },
    () => null,
  )

const stampOf = (path: string): Promise<string | null> =>
  stat(path).then(
    ({ ino, mtimeMs, size }) => `${ino} ${mtimeMs} ${size}`,
    () => null,
  )
