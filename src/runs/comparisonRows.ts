import type { Interval } from '../evaluate/interval.ts'
import type { Column, Method, Pair } from './comparison.ts'
import { differenceOf, estimate, pairsOf } from './comparison.ts'
import { ruleNames } from './lossOf.ts'

/** A loss with its negatives, over the positives that were compared. */
export interface ComparisonRow {
  readonly loss: string
  /** null: the loss has no choice of rules. */
  readonly negatives: string | null
  /** By the rule for positives; of a loss without a choice, under ''. */
  readonly values: ReadonlyMap<string, Interval | null>
  /** Easiest less all over the same seeds; null where not both were run. */
  readonly difference: Interval | null
}

/** What a column says of all methods, a row for each loss and negatives, in the order in which they were trained. */
export function comparisonRows(column: Column, methods: readonly Method[]): ComparisonRow[] {
  const pairs = pairsOf(methods)
  const groups = new Map<string, Method[]>()
  for (const method of methods) {
    const key = JSON.stringify([method.settings.loss, ruleNames(method.settings).negatives])
    groups.set(key, [...(groups.get(key) ?? []), method])
  }
  return [...groups.values()].map((group) => {
    const { settings } = group[0]!
    const pair: Pair | undefined = pairs.find(({ all }) => group.includes(all))
    return {
      loss: settings.loss,
      negatives: ruleNames(settings).negatives,
      values: new Map(group.map((one) => [ruleNames(one.settings).positives ?? '', estimate(column, one)])),
      difference: pair ? differenceOf(column, pair) : null,
    }
  })
}

/** Rows with a choice of rules, and those of losses without: their one value is of no rule for positives. */
export const byChoice = (rows: readonly ComparisonRow[]): { ruled: ComparisonRow[]; alone: ComparisonRow[] } => ({
  ruled: rows.filter(({ negatives }) => negatives !== null),
  alone: rows.filter(({ negatives }) => negatives === null),
})

/** The rules for positives that any row has, in their order. */
export const positivesAmong = (rows: readonly ComparisonRow[]): string[] => [
  ...new Set(rows.flatMap(({ values }) => [...values.keys()].filter((name) => name !== ''))),
]
