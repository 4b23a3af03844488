import type { Roc } from './roc.ts'

/** A point of the curve. */
export interface TrueAcceptRate {
  /** The false accept rate that was allowed. */
  readonly far: number
  /** The true accept rate at the largest threshold that allows no more: a measured point, nothing between points. */
  readonly tar: number
  /** That threshold; null where no pair may be taken for the same. */
  readonly threshold: number | null
}

/** TAR@FAR: how many pairs of one class are recognised, where no more than such a share of the pairs of two classes may be
 *  taken for the same. */
export function trueAcceptRate({ far, tar, thresholds }: Roc, allowed: number): TrueAcceptRate {
  let at = 0
  while (at + 1 < far.length && far[at + 1]! <= allowed) at++
  return { far: allowed, tar: tar[at]!, threshold: at === 0 ? null : thresholds[at]! }
}
