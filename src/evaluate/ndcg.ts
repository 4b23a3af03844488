/** Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002) with the gain 1 of a relevant item, 0 of any
 *  other: the sum over the k nearest, over that of the best order there could be.
 *  NDCG@k = sum_{i<=k} rel_i / log2(i + 1)  /  sum_{i<=min(R,k)} 1 / log2(i + 1)
 *  R is the number of relevant items in the gallery (the query itself left out); `relevant[i]` is 1 where the i-th nearest
 *  is relevant. Without k, down the whole list: which is NDCG of that list only, as MAP is. 1 exactly when the first
 *  min(R, k) are all relevant.  NaN where R is 0: such a query does not count. */
export function ndcg(relevant: Uint8Array, R: number, k = Number.POSITIVE_INFINITY): number {
  const end = Math.min(k, relevant.length)
  let gain = 0
  for (let i = 0; i < end; i++) if (relevant[i] === 1) gain += 1 / Math.log2(i + 2)
  return gain / bestGain(Math.min(R, k))
}

/** Sums of the discounts, added one by one as above, so that the best order scores 1 and not nearly. */
const sums: number[] = [0]

function bestGain(count: number): number {
  for (let i = sums.length; i <= count; i++) sums.push(sums[i - 1]! + 1 / Math.log2(i + 1))
  return count === 0 ? Number.NaN : sums[count]!
}
