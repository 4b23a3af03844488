/** Recall@k of metric-learning papers (Jégou et al. 2011; Oh Song et al. 2016): is any of the k nearest relevant?
 *  1 or 0 for a query; the mean over queries is a hit rate.  Not the recall of information retrieval, which is the
 *  share of all relevant items that was found.  `relevant[i]` is 1 where the i-th nearest is relevant, else 0.
 *  A list shorter than k is taken to be the whole gallery. */
export function recallAtK(relevant: Uint8Array, k: number): number {
  const first = relevant.indexOf(1)
  return first >= 0 && first < k ? 1 : 0
}
