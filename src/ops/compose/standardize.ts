import type { Tensor } from '../../tensor/tensor.ts'
import { add } from '../add.ts'
import { mul } from '../mul.ts'
import { reciprocal } from '../reciprocal.ts'
import { reduceMean } from '../reduceMean.ts'
import { sqrt } from '../sqrt.ts'
import { sub } from '../sub.ts'

/** `x` with mean 0 and variance 1 over axes, and the factor that scaled it (axes kept).
 *  normal = (x - mean) inverse,  inverse = 1 / sqrt(variance + epsilon), the variance biased. */
export function standardize(x: Tensor, axes: readonly number[], epsilon: number): { normal: Tensor; inverse: Tensor } {
  const centred = sub(x, reduceMean(x, { axes, keepdims: true }))
  const variance = reduceMean(mul(centred, centred), { axes, keepdims: true })
  const inverse = reciprocal(sqrt(add(variance, epsilon)))
  return { normal: mul(centred, inverse), inverse }
}
