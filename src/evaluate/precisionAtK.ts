/** Precision@k: the share of relevant items among the k nearest.  P(k) = (rel_1 + ... + rel_k) / k.
 *  Always divided by k, also where the gallery has fewer items or fewer relevant ones than k; so 1 is out of reach
 *  for a query with fewer than k relevant items (R-precision adapts k to the query instead).
 *  `relevant[i]` is 1 where the i-th nearest is relevant, else 0. */
export function precisionAtK(relevant: Uint8Array, k: number): number {
  const end = Math.min(k, relevant.length)
  let found = 0
  for (let i = 0; i < end; i++) found += relevant[i]!
  return found / k
}
