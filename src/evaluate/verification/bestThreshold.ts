import type { PairCounts } from './pairCounts.ts'

/** The distance up to which pairs are best taken for the same. */
export interface BestThreshold {
  readonly threshold: number
  /** What it reaches on the pairs that it was chosen by, which flatters: see `crossValidatedThreshold`. */
  readonly score: number
}

/** The threshold of the largest score; of several that reach it the smallest. It lies halfway between the last distance that
 *  it takes and the next, as far from both as can be, so that new pairs near either fall on the right side.
 *  - `accuracy`: (TAR + 1 - FAR) / 2, the share of right answers where pairs of one class and of two are asked about equally
 *    often, as in LFW. Of all pairs of a dataset hardly any are of one class, and taking none for the same would be right
 *    nearly always.
 *  - `f1`: 2 P R / (P + R) of the pairs taken for the same, P the share of them that is of one class, R the share of the
 *    pairs of one class that was taken. It depends on how rare these are. */
export function bestThreshold(counts: PairCounts, by: 'accuracy' | 'f1'): BestThreshold {
  const { distances, genuine, impostor } = counts
  const [same, other] = [genuine, impostor].map((all) => all.reduce((sum, count) => sum + count, 0)) as [number, number]
  let [right, wrong] = [0, 0]
  let best = { at: -1, score: Number.NEGATIVE_INFINITY }
  for (let at = 0; at < distances.length; at++) {
    right += genuine[at]!
    wrong += impostor[at]!
    const score = by === 'accuracy' ? (right / same + 1 - wrong / other) / 2 : (2 * right) / (right + wrong + same)
    if (score > best.score) best = { at, score }
  }
  if (best.at < 0) return { threshold: Number.NaN, score: Number.NaN }
  const nearest = distances[best.at]!
  return { threshold: (nearest + (distances[best.at + 1] ?? nearest)) / 2, score: best.score }
}
