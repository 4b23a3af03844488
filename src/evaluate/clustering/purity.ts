import { contingency } from './contingency.ts'

/** Purity of clusters: the share of items that are of the commonest class of their cluster.  1/n sum_j max_i n_ij.
 *  Exactly 1 where no cluster mixes classes, which clusters of one item each reach as well: it says nothing without their
 *  number. Negative labels do not count. */
export function purity(labels: Int32Array, clusters: Int32Array): number {
  const { n, columnSums, columns, counts } = contingency(labels, clusters)
  const commonest = new Int32Array(columnSums.length)
  for (let cell = 0; cell < counts.length; cell++)
    commonest[columns[cell]!] = Math.max(commonest[columns[cell]!]!, counts[cell]!)
  return commonest.reduce((sum, count) => sum + count, 0) / n
}
