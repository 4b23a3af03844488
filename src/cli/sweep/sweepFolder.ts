import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { checked } from '../../checked.ts'
import { demand } from '../../errors.ts'
import { cleanTemporaries, makeFolder, readJson, writeAtomically } from '../../files.ts'
import { lockFolder } from '../../lock.ts'
import type { Config } from '../../train/config.ts'
import { configDifferences } from '../../train/config.ts'
import type { Measured } from './jobs.ts'

/** The folder of a sweep, which this process alone may write to. */
export interface SweepFolder {
  /** Values of trainings that have ended, by their places. */
  readonly known: ReadonlyMap<string, Measured>
  /** Keeps the value of a training: whoever goes on finds it. */
  record(place: string, value: Measured): void
  path(name: string): string
  close(): void
}

const configName = 'sweep.json'
const stateName = 'state.json'

const measured = z.object({ 'map@r': z.number().nullable(), 'recall@1': z.number().nullable() })
const stateSchema = z.object({ done: z.record(z.string(), measured) })

/** Fails where the folder could not be opened so, and changes nothing: to be said before anything is decoded. */
export function demandSweepFolder(
  out: string,
  { resume, config }: { readonly resume: boolean; readonly config: Config },
): void {
  const path = (name: string): string => join(out, name)
  const holds = existsSync(out) ? readdirSync(out).filter((name) => ours.includes(name)) : []
  demand(resume || holds.length === 0, {
    who: out,
    rule: 'a new sweep needs a folder without one, and this one holds a sweep or runs',
    value: holds.join(', '),
    remedy: 'go on with it by --resume, or choose another --out',
  })
  if (existsSync(path(configName))) demandSame(out, path(configName), config)
  else
    demand(!existsSync(path('trials')), {
      who: out,
      rule: `a sweep to resume must have its ${configName}`,
      remedy: 'restore it from a copy, or choose another --out',
    })
  stateIn(path(stateName))
}

/** Opens the folder of a sweep: makes it, locks it, and writes `sweep.json`, all that decides what comes out. Without `resume` it must
 *  be empty of sweeps; with it, the sweep there must be the same, of the same version; where there is none, one begins. */
export function openSweepFolder(
  out: string,
  { resume, config }: { readonly resume: boolean; readonly config: Config },
): SweepFolder {
  const path = (name: string): string => join(out, name)
  makeFolder(out)
  const lock = lockFolder(out, { use: 'one sweep at a time may use a folder', instead: 'choose another --out' })
  try {
    cleanTemporaries(out)
    demandSweepFolder(out, { resume, config })
    if (!existsSync(path(configName))) writeAtomically(path(configName), `${JSON.stringify(config, null, 2)}\n`)
    const known = new Map(Object.entries(stateIn(path(stateName))))
    return {
      known,
      path,
      close: lock.release,
      record(place, value) {
        known.set(place, value)
        writeAtomically(path(stateName), `${JSON.stringify({ done: Object.fromEntries(known) }, null, 1)}\n`)
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

const ours = [configName, stateName, 'result.json', 'trials', 'final', 'config.json', 'checkpoint']

function demandSame(out: string, path: string, config: Config): void {
  const stored = readJson(path, { remedy: 'restore it from a copy, or choose another --out' })
  demand(typeof stored === 'object' && stored !== null && !Array.isArray(stored), {
    who: path,
    rule: 'must hold a JSON object',
    value: stored,
  })
  const differing = configDifferences(stored as Config, config).map(
    ({ name, stored: there, given }) =>
      `${name} (${JSON.stringify(there ?? null)} there, ${JSON.stringify(given ?? null)} here)`,
  )
  demand(differing.length === 0, {
    who: out,
    rule: `a sweep is resumed as it began, but these differ: ${differing.join(', ')}`,
    remedy: 'give the same options again, with the version it began with, or choose another --out',
  })
}

function stateIn(path: string): Record<string, Measured> {
  if (!existsSync(path)) return {}
  const remedy = 'delete it: what has ended is then read from the folders of the runs'
  const rule = 'must hold the state of a sweep'
  return checked(stateSchema, readJson(path, { remedy }), { who: path, rule, remedy }).done
}
