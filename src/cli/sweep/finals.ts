import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { checked } from '../../checked.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import { judgeEnsemble } from '../../evaluate/judgeEnsemble.ts'
import { readJson, writeAtomically } from '../../files.ts'
import type { Column } from '../../runs/comparison.ts'
import { columnsOf } from '../../runs/comparison.ts'
import type { Data } from '../../runs/dataOf.ts'
import { embedRows } from '../../runs/dataOf.ts'
import { modelOf } from '../../runs/modelOf.ts'
import type { Settings } from '../../runs/settings.ts'
import { judgementIn } from '../../runs/storedRun.ts'
import type { MethodResult } from '../../sweep/results.ts'
import { runFolderName } from '../runFolderName.ts'
import type { Job } from './jobs.ts'
import { folderOf } from './jobs.ts'
import type { SweepPlan } from './sweepPlan.ts'
import { trialSettings } from './sweepPlan.ts'

/** A method with the best that was found for it, at full length. */
export interface Winner {
  readonly name: string
  readonly slug: string
  readonly settings: Settings
}

/** The winners' trainings that are judged by the test images. */
export interface Final {
  readonly winner: Winner
  readonly seed: number
  /** One on all training classes; of a cross-validation one a fold. */
  readonly jobs: readonly Job[]
}

/** The winner of every method that has one. */
export const winnersOf = ({ methods }: SweepPlan, results: readonly MethodResult[], steps: number): Winner[] =>
  methods.flatMap((method, m) => {
    const { winner } = results[m]!
    if (winner === null) return []
    const settings = { ...trialSettings(method, winner), steps }
    return [{ name: method.name, slug: method.slug, settings }]
  })

/** Every winner with every seed. @param folds null: all training classes are trained on */
export const finalsOf = (
  winners: readonly Winner[],
  seeds: readonly number[],
  folds: readonly string[] | null,
): Final[] =>
  winners.flatMap((winner) =>
    seeds.map((seed) => {
      const { settings, slug } = winner
      const jobs: Job[] = folds
        ? folds.map((fold) => ({
            place: `final/${slug}/seed${seed}/fold${fold.replace('/', 'of')}`,
            settings: { ...settings, seed, fold },
          }))
        : [{ place: `final/${runFolderName(settings, seed)}`, settings: { ...settings, seed } }]
      return { winner, seed, jobs }
    }),
  )

/** Metrics of one final by the test images: by the names of columns, in each way of judging. */
export type FinalValues = Readonly<Record<string, Readonly<Record<string, number | null>>>>

/** What the test images say of one final that has ended. Models of a cross-validation are judged separated (the mean of their metrics)
 *  and concatenated; what was found is kept in `ensemble.json`, beside their folders.
 *  @param data divided as for testing */
export async function judgeFinal(out: string, { jobs }: Final, data: Data): Promise<FinalValues> {
  const columns = columnsOf(data).filter(({ better }) => better === 'higher')
  const folders = jobs.map((job) => folderOf(out, job))
  if (!jobs[0]!.settings.fold) return { test: valuesOf(columns, (column) => column.of(judgementIn(folders[0]!))) }
  const path = join(dirname(folders[0]!), 'ensemble.json')
  if (existsSync(path)) return storedIn(path)
  const { query, gallery } = data.protocol
  const models = []
  for (const folder of folders) {
    const embedder = await modelOf(folder, data.intake, 'cpu')
    try {
      const queries = await embedRows(embedder, data, query)
      models.push({
        dimension: embedder.dimension,
        queries,
        gallery: gallery && (await embedRows(embedder, data, gallery)),
      })
    } finally {
      await embedder.close()
    }
  }
  const { separated, concatenated } = await judgeEnsemble(data.protocol, models)
  const found = {
    separated: valuesOf(columns, (column) => {
      const values = separated.map((one) => column.of(one)).filter((value) => value !== null)
      return values.length < separated.length ? null : values.reduce((sum, value) => sum + value, 0) / values.length
    }),
    concatenated: valuesOf(columns, (column) => column.of(concatenated)),
  }
  writeAtomically(path, `${JSON.stringify(found, null, 2)}\n`)
  return found
}

/** What the features alone are worth, as if they were a method: the same for every seed, whatever the way of judging. */
export function featuresAsFinal(untrained: Judgement, data: Data, ways: readonly string[]): FinalValues {
  const values = valuesOf(
    columnsOf(data).filter(({ better }) => better === 'higher'),
    (column) => column.of(untrained),
  )
  return Object.fromEntries(ways.map((way) => [way, values]))
}

const valuesOf = (columns: readonly Column[], of: (column: Column) => number | null): Record<string, number | null> =>
  Object.fromEntries(columns.map((column) => [column.name, of(column)]))

const ensembleSchema = z.record(z.string(), z.record(z.string(), z.number().nullable()))

function storedIn(path: string): FinalValues {
  const remedy = 'delete it and go on by --resume: the models are judged again'
  return checked(ensembleSchema, readJson(path, { remedy }), { who: path, rule: 'must hold a judgement', remedy })
}
