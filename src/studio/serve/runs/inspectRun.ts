import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { NearkinError } from '../../../errors.ts'
import type { ModelForm } from '../../../runs/modelForm.ts'
import type { Settings } from '../../../runs/settings.ts'
import { configIn, judgementIn } from '../../../runs/storedRun.ts'
import { version } from '../../../runs/version.ts'
import type { RunState } from '../../api.ts'
import { runState } from './runState.ts'

/** What a look at a run's folder found. */
export interface Inspection {
  readonly state: RunState
  /** In plain words, where it is damaged or gone: the file, and what to do. */
  readonly complaint: string | null
  /** null where its configuration cannot be read. */
  readonly config: { readonly settings: Settings; readonly form: ModelForm } | null
  /** Of files by name: another text where a file has been written to, null where there is none. */
  readonly stamps: Readonly<Record<(typeof watchedFiles)[number], string | null>>
}

/** Those that say what a run is. */
const tellingFiles = ['config.json', 'evaluation.json', 'model.onnx'] as const
/** Those that training writes, of the run and of a head that is trained first. */
export const logFiles = ['log.jsonl', 'head/log.jsonl'] as const
const watchedFiles = [...tellingFiles, ...logFiles] as const

/** Looks at a run's folder. Files that have not been written to since are not read again.
 *  @param before what was found the last time */
export async function inspectRun(folder: string, before?: Inspection): Promise<Inspection> {
  const pairs = await Promise.all(watchedFiles.map(async (name) => [name, await stampOf(join(folder, name))] as const))
  const stamps = Object.fromEntries(pairs) as Inspection['stamps']
  const state = runState(folder)
  const unchanged = (name: keyof Inspection['stamps']): boolean => before?.stamps[name] === stamps[name]
  const found = { stamps, config: before?.config ?? null }
  if (state === 'gone')
    return {
      ...found,
      state,
      complaint: `${folder}: the folder was here and is not any more; put it back, or start the studio without it`,
    }
  // Its files are those that complained the last time.
  if (before?.state === 'damaged' && state !== 'training' && tellingFiles.every(unchanged)) return before
  if (stamps['config.json'] === null)
    return {
      ...found,
      state,
      complaint:
        state === 'training'
          ? null
          : `${join(folder, 'config.json')}: is missing, so that nothing is known of the run; restore it from a copy, or train again`,
    }
  try {
    const config = (unchanged('config.json') && before?.config) || configIn(folder)
    if (state === 'finished' && !(unchanged('evaluation.json') && before?.state === 'finished')) judgementIn(folder)
    return { stamps, config, state, complaint: null }
  } catch (error) {
    return { ...found, state: 'damaged', complaint: await words(folder, error) }
  }
}

async function words(folder: string, error: unknown): Promise<string> {
  const message = error instanceof NearkinError ? error.message : `${folder}: ${String(error)}`
  const other = await versionIn(join(folder, 'config.json'))
  if (other === null || other === version) return message
  return `${message} (the run was written by nearkin ${other}, and this is ${version}: open it with that version, or train it again with this one)`
}

/** The version that wrote a run, where it can be read. */
async function versionIn(path: string): Promise<string | null> {
  try {
    const written = (JSON.parse(await readFile(path, 'utf8')) as { version?: unknown } | null)?.version
    return typeof written === 'string' ? written.slice(0, 40) : null
  } catch {
    return null
  }
}

const stampOf = (path: string): Promise<string | null> =>
  stat(path).then(
    // Where a file may be read again, only ctime is another.
    ({ ino, mtimeMs, ctimeMs, size }) => `${ino} ${mtimeMs} ${ctimeMs} ${size}`,
    () => null,
  )
