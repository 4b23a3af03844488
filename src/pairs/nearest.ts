import { argMax, argMin, greater, less, reduceMax, reduceMin, where } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Farther than any distance, and finite, so that no arithmetic on it makes NaN. */
const beyond = 3e38

/** For every row the column of the smallest number among the allowed, the first of equals.
 *  @param order float32 [.., M]
 *  @param allowed bool, of the same shape
 *  @returns columns int64 [.., 1], and bool [.., 1] whether there was one; where not, the column is 0 */
export function nearest(order: Tensor, allowed: Tensor): { columns: Tensor; valid: Tensor } {
  const held = where(allowed, order, beyond)
  return { columns: argMin(held, -1, true), valid: less(reduceMin(held, { axes: [-1], keepdims: true }), beyond) }
}

/** For every row the column of the largest number among the allowed: the farthest. See {@link nearest}. */
export function farthest(order: Tensor, allowed: Tensor): { columns: Tensor; valid: Tensor } {
  const held = where(allowed, order, -beyond)
  return { columns: argMax(held, -1, true), valid: greater(reduceMax(held, { axes: [-1], keepdims: true }), -beyond) }
}
