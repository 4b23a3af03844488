import { createHash } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { StoredTensor } from '../data/arrays/safetensors.ts'
import { decodeSafetensors, encodeSafetensors } from '../data/arrays/safetensors.ts'
import { demand, fail } from '../errors.ts'
import { makeFolder, readBytes, writeAtomically } from '../files.ts'
import type { Config } from './config.ts'
import { configHash } from './config.ts'

/** The state of a training after a number of steps. */
export interface Checkpoint {
  readonly step: number
  readonly tensors: Readonly<Record<string, StoredTensor>>
  /** Words of the caller's own; `version`, `config`, `step` and `checksum` are added. */
  readonly metadata: Readonly<Record<string, string>>
}

/** Of the layout of tensors in a checkpoint: to be raised when older ones can no longer be read. */
const VERSION = '1'
const KEPT = 2

/** Writes `checkpoint/step-<8 digits>.safetensors` of a run folder and gives its path. The two newest stay: an older one goes
 *  only once the new one is on the disk. */
export function saveCheckpoint(
  folder: string,
  { step, tensors, metadata, config }: Checkpoint & { config: Config },
): string {
  const who = 'saveCheckpoint'
  demand(Number.isInteger(step) && step >= 0 && step < 1e8, {
    who,
    rule: 'step must be a whole number below 10^8',
    value: step,
  })
  const place = join(folder, 'checkpoint')
  makeFolder(place)
  const words = { ...metadata, version: VERSION, config: configHash(config), step: String(step) }
  const path = join(place, fileName(step))
  writeAtomically(path, encodeSafetensors(tensors, { ...words, checksum: checksum(tensors, words) }))
  // Later ones, damaged or they would have been resumed from, are not counted, and are overwritten in their turn.
  for (const old of steps(place)
    .filter((other) => other <= step)
    .slice(KEPT))
    rmSync(join(place, fileName(old)), { force: true })
  return path
}

/** The newest checkpoint of a run folder that reads whole, undefined where there is none at all, with a warning for each newer
 *  one that is damaged. An error where every one is damaged, and for one of another configuration or version. */
export function latestCheckpoint(
  folder: string,
  { config }: { config: Config },
): { readonly checkpoint?: Checkpoint & { readonly path: string }; readonly warnings: readonly string[] } {
  const place = join(folder, 'checkpoint')
  const warnings: string[] = []
  for (const step of steps(place)) {
    const path = join(place, fileName(step))
    const stored = readWhole(path, step)
    if (typeof stored === 'string') {
      warnings.push(stored)
      continue
    }
    const { version, config: hash } = stored.metadata
    const remedy = 'train anew into another --out'
    demand(version === VERSION, {
      who: path,
      rule: `a checkpoint of version ${VERSION} is read here`,
      value: version,
      remedy,
    })
    demand(hash === configHash(config), {
      who: path,
      rule: 'the checkpoint is of another configuration',
      remedy: 'resume with the settings in config.json, or choose another --out',
    })
    return { checkpoint: { step, path, ...stored }, warnings }
  }
  if (warnings.length === 0) return { warnings }
  const remedy = `restore one from a copy, or delete ${place} and resume to begin again`
  return fail({ who: place, rule: `one checkpoint must read whole (${warnings.join('; ')})`, remedy })
}

/** What a file holds, or what is wrong with it. */
function readWhole(path: string, step: number): Pick<Checkpoint, 'tensors' | 'metadata'> | string {
  try {
    const stored = decodeSafetensors(readBytes(path), path)
    if (stored.metadata.step !== String(step)) return `${path}: is not the checkpoint of step ${step}`
    // Another version may reckon it otherwise, and is refused as such.
    if (stored.metadata.version === VERSION && stored.metadata.checksum !== checksum(stored.tensors, stored.metadata))
      return `${path}: its contents are not those that were written`
    return stored
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** SHA-256 over words, names, dtypes, shapes and bytes: the format itself would not notice a changed number. */
function checksum(tensors: Checkpoint['tensors'], words: Checkpoint['metadata']): string {
  const hash = createHash('sha256')
  const { checksum: _, ...others } = words
  hash.update(JSON.stringify(Object.entries(others)))
  for (const [name, { dtype, shape, data }] of Object.entries(tensors)) {
    hash.update(JSON.stringify([name, dtype, shape]))
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}

const fileName = (step: number): string => `step-${String(step).padStart(8, '0')}.safetensors`

/** The steps of which a folder has a checkpoint, newest first. */
function steps(place: string): number[] {
  const names = existsSync(place) ? readdirSync(place) : []
  const found = names.flatMap((name) => /^step-(\d{8})\.safetensors$/.exec(name)?.[1] ?? [])
  return found.map(Number).sort((a, b) => b - a)
}
