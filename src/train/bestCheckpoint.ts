import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { demand, fail } from '../errors.ts'
import { makeFolder } from '../files.ts'
import type { Checkpoint } from './checkpointFile.ts'
import { readCheckpointFile, writeCheckpointFile } from './checkpointFile.ts'
import type { Config } from './config.ts'
import { configHash } from './config.ts'

/** Writes `checkpoint/best-<8 digits>.safetensors` of a run folder: the weights that were judged best so far, after that step. Older
 *  ones stay until {@link keepBests}: a checkpoint may still name them. */
export function saveBest(folder: string, checkpoint: Checkpoint & { readonly config: Config }): void {
  makeFolder(join(folder, 'checkpoint'))
  writeCheckpointFile(pathOf(folder, checkpoint.step), checkpoint)
}

/** The weights that were best after a step. Fails where their file is missing, damaged, or of another configuration. */
export function readBest(
  folder: string,
  step: number,
  { config }: { readonly config: Config },
): Checkpoint & { readonly path: string } {
  const path = pathOf(folder, step)
  const remedy = 'restore it from a copy, or train anew into another --out'
  const found = existsSync(path) ? readCheckpointFile(path, step) : 'there is no such file'
  if (typeof found === 'string') return fail({ who: path, rule: `the best weights must read whole (${found})`, remedy })
  demand(found.metadata.config === configHash(config), {
    who: path,
    rule: 'the best weights are of another configuration',
    remedy,
  })
  return { step, path, ...found }
}

/** Removes all best weights of a run folder but those of some steps. */
export function keepBests(folder: string, steps: readonly (number | undefined)[]): void {
  const place = join(folder, 'checkpoint')
  for (const name of existsSync(place) ? readdirSync(place) : []) {
    const step = /^best-(\d{8})\.safetensors$/.exec(name)?.[1]
    if (step !== undefined && !steps.includes(Number(step))) rmSync(join(place, name), { force: true })
  }
}

const pathOf = (folder: string, step: number): string =>
  join(folder, 'checkpoint', `best-${String(step).padStart(8, '0')}.safetensors`)
