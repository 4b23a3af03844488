import { contingency } from './contingency.ts'
import { pairCounts } from './pairCounts.ts'

/** How well clusters keep pairs of a class together. */
export interface PairwiseF1 {
  /** Share of one class among the pairs of one cluster. */
  readonly precision: number
  /** Share of one cluster among the pairs of one class. */
  readonly recall: number
  /** Harmonic mean of both. */
  readonly f1: number
}

/** Precision, recall and F1 over all pairs of items, for `labels` (classes) and `clusters` (Manning, Raghavan and Schütze
 *  2008, section 16.3).  P = S / B, R = S / A, F1 = 2 S / (A + B), with S the pairs together in both, A in a class, B in a
 *  cluster. Not corrected for chance, and large classes have most of the pairs.
 *  All three are exactly 1 where both agree but for names. Without a pair in any cluster (or in any class) precision (or
 *  recall) has nothing to divide by and is 0, as scikit-learn's scores are. Negative labels do not count. */
export function pairwiseF1(labels: Int32Array, clusters: Int32Array): PairwiseF1 {
  const table = contingency(labels, clusters)
  if (table.same) return { precision: 1, recall: 1, f1: 1 }
  const { inBoth, inFirst, inSecond } = pairCounts(table)
  return {
    precision: inSecond === 0 ? 0 : inBoth / inSecond,
    recall: inFirst === 0 ? 0 : inBoth / inFirst,
    f1: (2 * inBoth) / (inFirst + inSecond),
  }
}
