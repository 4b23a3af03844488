import type { Roc } from './roc.ts'

/** Equal error rate: where as large a share of the pairs of two classes is taken for the same as of the pairs of one class is
 *  not, FAR = 1 - TAR, on the straight line between the two points of the curve around it. 0 is perfect, 0.5 chance.
 *  `threshold` is on that line too; where it begins before the first distance, that distance. */
export function equalErrorRate({ far, tar, thresholds }: Roc): { readonly rate: number; readonly threshold: number } {
  let at = 1
  while (at + 1 < far.length && far[at]! < 1 - tar[at]!) at++
  const [before, after] = [1 - tar[at - 1]! - far[at - 1]!, far[at]! - (1 - tar[at]!)]
  const share = before / (before + after)
  const [from, to] = [thresholds[at - 1]!, thresholds[at]!]
  return {
    rate: far[at - 1]! + share * (far[at]! - far[at - 1]!),
    threshold: Number.isFinite(from) ? from + share * (to - from) : to,
  }
}
