import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { demand } from '../errors.ts'
import { makeFolder, readJson, writeAtomically } from '../files.ts'
import { version } from '../runs/version.ts'
import type { CollapseExperimentOptions, CollapseExperimentRun } from '../theory/collapseExperiment.ts'

const rule = z.enum(['all', 'easiest'])
const run = z.object({
  loss: z.string(),
  positives: rule,
  noise: z.number(),
  start: z.enum(['apart', 'random']),
  seed: z.number(),
  ratio: z.number(),
  ratioBefore: z.number(),
  width: z.number(),
  groups: z.number(),
  kept: z.number(),
  beta: z.number().nullable(),
  expected: z.number(),
  collapsed: z.number(),
  spread: z.number(),
  statement: z.enum(['free', 'collapse', 'no collapse']).nullable(),
  steps: z.number(),
  converged: z.boolean(),
  before: z.array(z.number()).optional(),
  after: z.array(z.number()).optional(),
})
const record = z.object({ version: z.string(), options: z.record(z.string(), z.unknown()), runs: z.array(run) })

const fileIn = (folder: string): string => join(folder, 'collapse.json')

/** Writes what was asked for and the runs that have ended: collapse.json of the folder, whole or not at all. */
export function writeCollapse(
  folder: string,
  options: CollapseExperimentOptions,
  runs: readonly CollapseExperimentRun[],
): string {
  makeFolder(folder)
  const path = fileIn(folder)
  const lines = runs.map((one) => JSON.stringify(one)).join(',\n')
  writeAtomically(path, `{"version":"${version}","options":${JSON.stringify(options)},"runs":[\n${lines}\n]}\n`)
  return path
}

/** The runs that a folder holds of an experiment. Fails where it holds none, or those of other options. */
export function readCollapse(folder: string, options: CollapseExperimentOptions): CollapseExperimentRun[] {
  const path = fileIn(folder)
  const read = record.safeParse(readJson(path, { remedy: 'leave --resume out' }))
  demand(read.success, { who: path, rule: 'must be what nearkin collapse writes', remedy: 'leave --resume out' })
  const held = read.data
  const differs = Object.entries(options).find(
    ([name, value]) => JSON.stringify(held.options[name]) !== JSON.stringify(value),
  )
  demand(!differs, {
    who: path,
    rule: `--resume goes on with the same options, and ${differs?.[0]} differs`,
    value: JSON.stringify(differs?.[1]),
    remedy: `it was ${JSON.stringify(held.options[differs?.[0] ?? ''])}; or choose another --out`,
  })
  return held.runs as CollapseExperimentRun[]
}

/** Fails where a folder holds an experiment already, and a new one is wanted. */
export function refuseCollapse(folder: string): void {
  const path = fileIn(folder)
  demand(!existsSync(path), {
    who: folder,
    rule: 'a new experiment needs a folder without one, and this one holds collapse.json',
    remedy: 'go on with it by --resume, or choose another --out',
  })
}
