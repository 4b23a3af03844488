/** Reciprocal rank (Voorhees 1999); its mean over queries is MRR.  1 / rank of the first relevant neighbour, the nearest
 *  having rank 1; 0 where none of those listed is relevant, so a short list gives a lower bound. */
export function reciprocalRank(relevant: Uint8Array): number {
  const first = relevant.indexOf(1)
  return first < 0 ? 0 : 1 / (first + 1)
}
