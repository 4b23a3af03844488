import type { Contingency } from './contingency.ts'

/** What two partitions tell of each other, in nats, with the entropy of each.
 *  I = sum_ij n_ij / n ln(n n_ij / (a_i b_j)), H = -sum_i a_i / n ln(a_i / n). */
export function mutualInformation({ n, rowSums, columnSums, rows, columns, counts }: Contingency): {
  readonly information: number
  readonly entropies: readonly [number, number]
} {
  let information = 0
  for (let cell = 0; cell < counts.length; cell++) {
    const expected = (rowSums[rows[cell]!]! * columnSums[columns[cell]!]!) / n
    information += (counts[cell]! / n) * Math.log(counts[cell]! / expected)
  }
  return { information: Math.max(0, information), entropies: [entropy(rowSums, n), entropy(columnSums, n)] }
}

const entropy = (sums: Int32Array, n: number): number =>
  sums.reduce((total, items) => total - (items / n) * Math.log(items / n), 0)
