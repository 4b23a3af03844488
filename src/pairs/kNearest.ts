import { less, topK, where } from '../ops/index.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** For every row the columns of the k smallest numbers among the allowed, in order.
 *  @param order float32 [B, M]
 *  @param allowed bool [B, M]
 *  @param k where there are fewer columns, as many as there are
 *  @returns columns int64 [B, k], and bool [B, k]: which of them there are */
export function kNearest(order: Tensor, allowed: Tensor, k: number): { columns: Tensor; valid: Tensor } {
  const most = Math.min(k, fixedDim(order, 1, 'kNearest'))
  const { values, indices } = topK(where(allowed, order, 3e38), { k: most, largest: false })
  return { columns: indices, valid: less(values, 3e38) }
}
