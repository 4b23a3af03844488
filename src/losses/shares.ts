import {
  and,
  cast,
  countWhere,
  div,
  greater,
  max,
  meanWhere,
  reduceMax,
  reduceMean,
  stopGradient,
} from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Share of anchors (the first axis) for which any entry holds. */
export function shareOfAnchors(valid: Tensor): Tensor {
  const axes = valid.shape.map((_, i) => i).slice(1)
  return reduceMean(reduceMax(cast(valid, 'float32'), { axes }))
}

/** Share of the entries that count whose loss is not 0. */
export const shareOfActive = (losses: Tensor, valid: Tensor): Tensor =>
  div(countActive(losses, valid), max(countWhere(valid), 1))

/** How many of the entries that count have a loss other than 0. */
export const countActive = (losses: Tensor, valid: Tensor): Tensor => countWhere(and(valid, greater(losses, 0)))

/** Mean distance of those that count, for the log alone. */
export const meanDistance = (distances: Tensor, valid: Tensor): Tensor => stopGradient(meanWhere(distances, valid))
