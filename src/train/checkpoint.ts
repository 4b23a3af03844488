import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { demand, fail } from '../errors.ts'
import { makeFolder } from '../files.ts'
import type { Checkpoint } from './checkpointFile.ts'
import { readCheckpointFile, version, writeCheckpointFile } from './checkpointFile.ts'
import type { Config } from './config.ts'
import { configHash } from './config.ts'

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
  const path = join(place, fileName(step))
  writeCheckpointFile(path, { step, tensors, metadata, config })
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
    const stored = readCheckpointFile(path, step)
    if (typeof stored === 'string') {
      warnings.push(stored)
      continue
    }
    const { version: of, config: hash } = stored.metadata
    const remedy = 'train anew into another --out'
    demand(of === version, {
      who: path,
      rule: `a checkpoint of version ${version} is read here`,
      value: of,
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

const fileName = (step: number): string => `step-${String(step).padStart(8, '0')}.safetensors`

/** The steps of which a folder has a checkpoint, newest first. */
function steps(place: string): number[] {
  const names = existsSync(place) ? readdirSync(place) : []
  const found = names.flatMap((name) => /^step-(\d{8})\.safetensors$/.exec(name)?.[1] ?? [])
  return found.map(Number).sort((a, b) => b - a)
}
