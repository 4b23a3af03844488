import type { Contingency } from './contingency.ts'

/** Pairs of items by whether each partition keeps them together. */
export interface PairCounts {
  readonly inBoth: number
  readonly inFirst: number
  readonly inSecond: number
  readonly all: number
}

/** Counts pairs of two different items, each pair once: those that are together in both partitions, in the first, in the
 *  second, and all that there are. Exact below 9e15 pairs, that is 130 million items. */
export const pairCounts = ({ n, rowSums, columnSums, counts }: Contingency): PairCounts => ({
  inBoth: pairsWithin(counts),
  inFirst: pairsWithin(rowSums),
  inSecond: pairsWithin(columnSums),
  all: (n * (n - 1)) / 2,
})

const pairsWithin = (sizes: Int32Array): number => sizes.reduce((sum, size) => sum + (size * (size - 1)) / 2, 0)
