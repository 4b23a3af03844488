import { contingency } from './contingency.ts'
import { mutualInformation } from './mutualInformation.ts'

/** Normalized mutual information of two partitions, such as classes and clusters.  I / ((H_a + H_b) / 2), the arithmetic
 *  mean as scikit-learn has it (Strehl and Ghosh 2002 divide by the geometric mean; papers differ, and so do their numbers).
 *  Exactly 1 where both agree but for names, 0 where one tells nothing of the other. It is not corrected for chance: random
 *  clusters score higher the more of them there are, near 1 with as many as items; `adjustedMutualInformation` is.
 *  One class and one cluster is 1, one class and several clusters 0, as in scikit-learn. Negative labels do not count. */
export function normalizedMutualInformation(a: Int32Array, b: Int32Array): number {
  const table = contingency(a, b)
  if (table.same) return 1
  const { information, entropies } = mutualInformation(table)
  // Not both are 0: then both partitions would be one class, and the same.
  return information / ((entropies[0] + entropies[1]) / 2)
}
