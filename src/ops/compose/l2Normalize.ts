import type { Tensor } from '../../tensor/tensor.ts'
import { greater } from '../greater.ts'
import { max } from '../max.ts'
import { mul } from '../mul.ts'
import { reciprocal } from '../reciprocal.ts'
import { reduceL2 } from '../reduceL2.ts'
import { where } from '../where.ts'
import { withGradient } from '../withGradient.ts'

/** Rows (the last axis) scaled to length 1.  y = x / max(|x|, 1e-12),  dx = (g - y sum(g y)) / |x|
 *  A row no longer than 1e-12 has no direction: zeros stay zeros, and it gets gradient 0. */
export function l2Normalize(x: Tensor): Tensor {
  const length = reduceL2(x, { axes: [-1], keepdims: true })
  const inverse = reciprocal(max(length, 1e-12))
  const y = mul(x, inverse)
  // Stated as a whole, because the chain rule through the length would take twice as many passes.
  return withGradient(y, [x], (g, { mul, reduceSum, sub }) => {
    const along = reduceSum(mul(g, y), { axes: [-1], keepdims: true })
    return [mul(sub(g, mul(y, along)), where(greater(length, 1e-12), inverse, 0))]
  })
}
