import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { demand } from '../errors.ts'
import { cleanTemporaries, makeFolder, readJson, writeAtomically } from '../files.ts'
import { lockFolder } from '../lock.ts'
import type { Config } from './config.ts'
import { configDifferences } from './config.ts'
import { filesOfRun } from './filesOfRun.ts'
import { refuseRun } from './refuseRun.ts'

/** A run folder that this process alone may write to, until `close`. */
export interface Run {
  readonly folder: string
  /** Whether the folder held this run already. False too where `resume` was asked for and there was nothing to resume. */
  readonly resumed: boolean
  /** The path of a file of the run. */
  path(name: string): string
  /** Lets others use the folder; also done when the process exits. */
  close(): void
}

/** Opens a run folder: makes it, locks it against other processes, and writes `config.json`. Without `resume` the folder must
 *  not hold a run; with it, the run there must have the same configuration, and where there is none a new one begins (a
 *  training may have been killed before it wrote anything). */
export function openRun(folder: string, { resume, config }: { resume: boolean; config: Config }): Run {
  makeFolder(folder)
  const lock = lockFolder(folder, {
    use: 'one training at a time may use a run folder',
    instead: 'choose another --out',
  })
  try {
    for (const place of ['', 'checkpoint', 'looks']) cleanTemporaries(join(folder, place))
    const path = join(folder, 'config.json')
    if (!resume) refuseRun(folder)
    const resumed = filesOfRun(folder).length > 0
    if (resumed) sameConfig(folder, path, config)
    else writeAtomically(path, `${JSON.stringify(config, null, 2)}\n`)
    return { folder, resumed, path: (name) => join(folder, name), close: lock.release }
  } catch (error) {
    lock.release()
    throw error
  }
}

function sameConfig(folder: string, path: string, config: Config): void {
  const remedy = 'restore it from a copy, or choose another --out'
  demand(existsSync(path), { who: folder, rule: 'a run to resume must have its config.json', remedy })
  const stored = readJson(path)
  const object = typeof stored === 'object' && stored !== null && !Array.isArray(stored)
  demand(object, { who: path, rule: 'must hold a JSON object', value: stored, remedy })
  // A setting that there was not yet when the run began is as one that is not set.
  const differing = configDifferences(stored as Config, config)
    .filter(({ stored, given }) => (stored ?? null) !== null || (given ?? null) !== null)
    .map(({ name, stored, given }) => `${name} (${show(stored)} there, ${show(given)} here)`)
  demand(differing.length === 0, {
    who: folder,
    rule: `a run is resumed with the configuration it began with, but these differ: ${differing.join(', ')}`,
    remedy: 'give the same settings again, or choose another --out',
  })
}

const show = (value: unknown): string => (value === undefined || value === null ? 'not set' : JSON.stringify(value))
