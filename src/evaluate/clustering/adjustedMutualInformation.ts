import { contingency } from './contingency.ts'
import { expectedMutualInformation } from './expectedMutualInformation.ts'
import { mutualInformation } from './mutualInformation.ts'

/** Adjusted mutual information of two partitions (Vinh, Epps and Bailey 2010): what they tell of each other beyond chance.
 *  (I - E[I]) / ((H_a + H_b) / 2 - E[I]), the arithmetic mean as scikit-learn has it; E[I] is exact.
 *  Exactly 1 where both agree but for names, 0 on average where one is drawn at random, and so below 0 at times.
 *  One class and one cluster is 1, as in scikit-learn; where only one of the partitions is a single class, or only one has
 *  each item by itself, it is exactly 0. Negative labels do not count. */
export function adjustedMutualInformation(a: Int32Array, b: Int32Array): number {
  const table = contingency(a, b)
  if (table.same) return 1
  // However the items are shuffled, such a partition tells the same of the other: what is found is what is expected.
  const trivial = [table.rowSums.length, table.columnSums.length].some(
    (classes) => classes === 1 || classes === table.n,
  )
  if (trivial) return 0
  const { information, entropies } = mutualInformation(table)
  const expected = expectedMutualInformation(table)
  return (information - expected) / ((entropies[0] + entropies[1]) / 2 - expected)
}
