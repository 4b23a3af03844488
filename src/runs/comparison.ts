import type { Interval } from '../evaluate/interval.ts'
import { interval } from '../evaluate/interval.ts'
import type { Judgement, LevelJudgement } from '../evaluate/judge.ts'
import type { PairedTest } from '../evaluate/pairedTest.ts'
import { pairedTest } from '../evaluate/pairedTest.ts'
import type { RetrievalSummary } from '../evaluate/summarize.ts'
import type { Data } from './dataOf.ts'
import { levelWords } from './levelWords.ts'
import { ruleNames } from './lossOf.ts'
import { metricWords } from './metricWords.ts'
import type { Population } from './population.ts'
import { populationIn, populationOf } from './population.ts'
import type { QueryValues } from './queryValues.ts'
import type { Settings } from './settings.ts'

/** Runs that differ in their seed alone. */
export interface Method {
  readonly name: string
  readonly settings: Settings
  readonly runs: readonly { readonly seed: number; readonly folder: string; readonly judgement: Judgement }[]
}

export interface Column {
  readonly name: string
  readonly definition: string
  readonly better: 'higher' | 'lower' | 'neither'
  /** The value of one run; null where it has none. */
  readonly of: (judgement: Judgement) => number | null
  /** Of single queries, where it is a mean of such. */
  readonly ofQueries?: keyof QueryValues
}

/** What says which columns there are. */
interface Measured {
  readonly population: Pick<Population, 'kind' | 'words'>
  /** The label that is judged by, and the one that was trained on. */
  readonly fine: string
  readonly coarse: string
  /** Whether there are queries of classes that were trained on beside those that were not. */
  readonly mixed: boolean
}

/** What is compared of runs on some data: the headline first. */
export function columnsOf({ protocol }: Pick<Data, 'protocol'>): Column[] {
  const isSeen = (row: number): boolean => !protocol.unseenClasses.has(protocol.evaluateLabel.labels[row]!)
  return columnsFor({
    population: populationOf(protocol),
    fine: protocol.evaluateLabel.name,
    coarse: protocol.label.name,
    mixed: protocol.query.some(isSeen),
  })
}

/** The same of runs that were judged. @param coarse the label that was trained on */
export function columnsIn(judgement: Judgement, coarse: string): Column[] {
  const { level: fine, seen } = judgement.levels[0]!
  return columnsFor({ population: populationIn(judgement, coarse), fine, coarse, mixed: seen !== null })
}

function columnsFor({ population, fine, coarse, mixed }: Measured): Column[] {
  const { one, many } = levelWords(fine)
  const headline = `Recall@1 of ${shortOf(population, fine, coarse)}`
  const part = ({ levels }: Judgement): RetrievalSummary | null => levels[0]![population.kind]
  const columns: Column[] = [
    {
      name: headline,
      definition: `share of queries whose nearest neighbour is of the same ${one}; over ${population.words}`,
      better: 'higher',
      of: (j) => part(j)?.means['Recall@1'] ?? null,
      ofQueries: 'recallAt1',
    },
  ]
  if (population.kind === 'unseen' && mixed)
    columns.push({
      name: `Recall@1 of seen ${many}`,
      definition:
        coarse === fine
          ? `the same over ${many} that were trained on`
          : `the same over ${many} that were trained on by their ${coarse} alone`,
      better: 'higher',
      of: (j) => j.levels[0]!.seen?.means['Recall@1'] ?? null,
    })
  columns.push({
    name: 'MAP@R',
    definition: `mean average precision down to the R nearest, R classmates there are (Musgrave et al. 2020); over ${population.words}`,
    better: 'higher',
    of: (j) => part(j)?.means['MAP@R'] ?? null,
    ofQueries: 'mapAtR',
  })
  if (coarse !== fine)
    columns.push({
      name: `Recall@1 of ${levelWords(coarse).many}`,
      definition: 'by the label trained on, over all queries',
      better: 'higher',
      of: (j) => levelNamed(j, coarse)?.all.means['Recall@1'] ?? null,
    })
  columns.push(
    {
      name: 'inside / between',
      definition: `distance of pairs inside a ${one} over that of means of ${many}; 0: each has collapsed to a point`,
      better: 'lower',
      of: (j) => j.levels[0]!.spread.ratio,
    },
    {
      name: 'effective rank',
      definition: metricWords['effective rank'],
      better: 'neither',
      of: (j) => j.effectiveRank,
    },
  )
  return columns.filter((column, i) => i === 0 || column.name !== headline)
}

const levelNamed = ({ levels }: Judgement, name: string): LevelJudgement | undefined =>
  levels.find(({ level }) => level === name)

function shortOf({ kind }: Pick<Population, 'kind'>, fine: string, coarse: string): string {
  const { many } = levelWords(fine)
  if (kind === 'unseen') return `unseen ${many}`
  return kind === 'severalKinds' ? `${many} inside ${levelWords(coarse).many}` : many
}

/** A column over the runs of a method: mean and 95 % interval; null where no run has it. */
export function estimate(column: Column, { runs }: Method): Interval | null {
  const values = runs.map(({ judgement }) => column.of(judgement)).filter((value) => value !== null)
  return values.length === 0 ? null : interval(values)
}

/** Recall@1 of every class of the finer label as a column. */
export function classColumns(methods: readonly Method[]): (Column & { readonly seen: boolean })[] {
  const classes = methods[0]?.runs[0]?.judgement.levels[0]?.byClass ?? []
  return classes.map(({ name, seen }) => ({
    name,
    seen,
    definition: '',
    better: 'higher',
    of: ({ levels }) => levels[0]!.byClass.find((entry) => entry.name === name)?.recallAt1 ?? null,
  }))
}

/** Two methods alike but for their positives. */
export interface Pair {
  readonly all: Method
  readonly easiest: Method
}

/** The pairs of methods that only differ in all against easiest positives. */
export function pairsOf(methods: readonly Method[]): Pair[] {
  const rest = ({ settings }: Method): string =>
    JSON.stringify({ ...settings, positives: '', seed: 0, negatives: ruleNames(settings).negatives })
  return methods
    .filter(({ settings }) => ruleNames(settings).positives === 'all')
    .flatMap((all) => {
      const easiest = methods.find(
        (other) => ruleNames(other.settings).positives === 'easiest' && rest(other) === rest(all),
      )
      return easiest ? [{ all, easiest }] : []
    })
}

/** Easiest less all positives over the seeds that both ran with; null where there is none. */
export const differenceOf = (column: Column, { all, easiest }: Pair): Interval | null =>
  testOf(column, easiest, all)?.difference ?? null

/** One method less another over the seeds that both ran with; null where there is none. */
export function testOf(column: Column, method: Method, other: Method): PairedTest | null {
  const shared = method.runs.flatMap(({ seed, judgement }) => {
    const beside = other.runs.find((run) => run.seed === seed)
    const values = [column.of(judgement), beside ? column.of(beside.judgement) : null] as const
    return values[0] === null || values[1] === null ? [] : [[values[0], values[1]] as const]
  })
  if (shared.length === 0) return null
  return pairedTest(
    shared.map(([a]) => a),
    shared.map(([, b]) => b),
  )
}
