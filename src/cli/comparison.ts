import { formatInterval } from '../evaluate/formatInterval.ts'
import type { Interval } from '../evaluate/interval.ts'
import { interval } from '../evaluate/interval.ts'
import type { Judgement, LevelJudgement } from '../evaluate/judge.ts'
import type { RetrievalSummary } from '../evaluate/summarize.ts'
import type { Data } from './dataOf.ts'
import { negativesOf } from './lossOf.ts'
import type { Population } from './population.ts'
import { populationOf } from './population.ts'
import type { Settings } from './settings.ts'
import { table } from './table.ts'

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
}

/** 'triplet · easiest positives · semihard negatives' */
export const methodName = (settings: Settings): string =>
  `${settings.loss} · ${settings.positives} positives · ${negativesOf(settings)} negatives`

/** What is compared: the headline first. */
export function columnsOf({ protocol }: Pick<Data, 'protocol'>): Column[] {
  const population = populationOf(protocol)
  const fine = protocol.evaluateLabel.name
  const coarse = protocol.label.name
  const headline = `Recall@1 of ${shortOf(population, fine, coarse)}`
  const part = ({ levels }: Judgement): RetrievalSummary | null => levels[0]![population.kind]
  const columns: Column[] = [
    {
      name: headline,
      definition: `share of queries whose nearest neighbour is of their ${fine}; ${population.words}`,
      better: 'higher',
      of: (j) => part(j)?.means['Recall@1'] ?? null,
    },
  ]
  if (population.kind === 'unseen')
    columns.push({
      name: `Recall@1 of seen ${fine}s`,
      definition: `the same over ${fine}s that were trained on by their ${coarse} alone`,
      better: 'higher',
      of: (j) => j.levels[0]!.seen?.means['Recall@1'] ?? null,
    })
  columns.push({
    name: 'MAP@R',
    definition: `mean over the first R neighbours of the precision at each that is right, R = classmates there are (Musgrave et al. 2020); ${population.words}`,
    better: 'higher',
    of: (j) => part(j)?.means['MAP@R'] ?? null,
  })
  if (coarse !== fine)
    columns.push({
      name: `Recall@1 of ${coarse}`,
      definition: `by the label trained on, all queries`,
      better: 'higher',
      of: (j) => levelNamed(j, coarse)?.all.means['Recall@1'] ?? null,
    })
  columns.push(
    {
      name: 'inside / between',
      definition: `distance of pairs inside a ${fine} over that between ${fine}s; 0 is all of one ${fine} on one point`,
      better: 'lower',
      of: (j) => j.levels[0]!.spread.ratio,
    },
    {
      name: 'effective rank',
      definition: 'directions that the embeddings use (Roy and Vetterli 2007); 1 is collapse on one line',
      better: 'neither',
      of: (j) => j.effectiveRank,
    },
  )
  return columns.filter((column, i) => i === 0 || column.name !== headline)
}

const levelNamed = ({ levels }: Judgement, name: string): LevelJudgement | undefined =>
  levels.find(({ level }) => level === name)

function shortOf({ kind }: Population, fine: string, coarse: string): string {
  if (kind === 'unseen') return `unseen ${fine}s`
  return kind === 'severalKinds' ? `${fine} inside ${coarse}` : fine
}

/** A column over the runs of a method: mean and 95 % interval; null where no run has it. */
export function estimate(column: Column, { runs }: Method): Interval | null {
  const values = runs.map(({ judgement }) => column.of(judgement)).filter((value) => value !== null)
  return values.length === 0 ? null : interval(values)
}

const shown = (value: Interval | null): string => (value === null ? '–' : formatInterval(value))

/** Recall@1 of every class of the finer label, for tables and report. */
export function byClass(methods: readonly Method[]): { name: string; seen: boolean; estimates: (Interval | null)[] }[] {
  const classes = methods[0]?.runs[0]?.judgement.levels[0]!.byClass ?? []
  return classes.map(({ name, seen }) => {
    const column: Column = {
      name,
      definition: '',
      better: 'higher',
      of: ({ levels }) => levels[0]!.byClass.find((entry) => entry.name === name)?.recallAt1 ?? null,
    }
    return { name, seen, estimates: methods.map((method) => estimate(column, method)) }
  })
}

/** More classes than this are left to the report. */
const mostClasses = 24

/** The comparison as text: methods by columns, then by class, each with mean and 95 % interval over the seeds. */
export function comparisonText(methods: readonly Method[], data: Pick<Data, 'protocol'>): string {
  const columns = columnsOf(data)
  const { evaluateLabel } = data.protocol
  const seeds = methods[0]!.runs.length
  const main = table([
    ['', ...columns.map(({ name }) => name)],
    ...methods.map((method) => [method.name, ...columns.map((column) => shown(estimate(column, method)))]),
  ])
  const classes = byClass(methods)
  const parts = [
    `Mean and 95 % interval (Student's t) over ${seeds} ${seeds === 1 ? 'seed: no interval' : 'seeds'}.`,
    '',
    main,
    '',
    ...columns.map(({ name, definition }) => `${name}: ${definition}.`),
  ]
  if (classes.length <= mostClasses)
    parts.push(
      '',
      table([
        [`Recall@1 by ${evaluateLabel.name}`, ...methods.map(({ name }) => name)],
        ...classes.map(({ name, seen, estimates }) => [
          `${name}${seen ? '' : ' (never seen)'}`,
          ...estimates.map(shown),
        ]),
      ]),
    )
  return parts.join('\n')
}
