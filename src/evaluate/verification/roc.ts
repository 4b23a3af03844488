import type { PairCounts } from './pairCounts.ts'

/** Receiver operating characteristic: pairs at a distance of at most the threshold are taken for the same. */
export interface Roc {
  /** Thresholds, rising: -Infinity (no pair is taken), then every distinct distance. */
  readonly thresholds: Float64Array
  /** False accept rate: share of the pairs of two classes that is taken for the same. */
  readonly far: Float64Array
  /** True accept rate: share of the pairs of one class. */
  readonly tar: Float64Array
}

/** The curve, with a point for every distinct distance: pairs at equal distance are taken together, since no threshold could
 *  part them. NaN where there is no pair of a kind. */
export function roc({ distances, genuine, impostor }: PairCounts): Roc {
  const thresholds = new Float64Array(distances.length + 1)
  thresholds[0] = Number.NEGATIVE_INFINITY
  thresholds.set(distances, 1)
  return { thresholds, far: shares(impostor), tar: shares(genuine) }
}

/** Share of the whole up to each place, 0 at first. */
function shares(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const running = new Float64Array(counts.length + 1)
  let sum = 0
  for (let i = 0; i < counts.length; i++) {
    sum += counts[i]!
    running[i + 1] = sum / total
  }
  if (total === 0) running.fill(Number.NaN)
  return running
}
