import { contingency } from './contingency.ts'
import { pairCounts } from './pairCounts.ts'

/** Adjusted Rand index of two partitions (Hubert and Arabie 1985): pairs that both keep together, beyond chance.
 *  (S - A B / N) / ((A + B) / 2 - A B / N), with S the pairs together in both, A and B in each, N all pairs.
 *  Exactly 1 where both agree but for names, 0 on average where one is drawn at random, and down to -0.5. Large classes have
 *  most of the pairs and decide it. Exactly 0 where only one of the partitions is a single class or each item by itself, as
 *  in scikit-learn. Negative labels do not count. */
export function adjustedRandIndex(a: Int32Array, b: Int32Array): number {
  const table = contingency(a, b)
  if (table.same) return 1
  const { inBoth, inFirst, inSecond, all } = pairCounts(table)
  const expected = (inFirst / all) * inSecond
  return (inBoth - expected) / ((inFirst + inSecond) / 2 - expected)
}
