import type { Tensor } from '../../tensor/tensor.ts'
import { add } from '../add.ts'
import { mul } from '../mul.ts'
import { reduceMean } from '../reduceMean.ts'
import { sub } from '../sub.ts'

/** Gradient of what was standardized over axes, from the gradient `g` of the result n.
 *  dx = inverse (g - mean(g) - n mean(g n)). */
export function standardizeGradient(
  g: Tensor,
  { normal, inverse }: { readonly normal: Tensor; readonly inverse: Tensor },
  axes: readonly number[],
): Tensor {
  const mean = (t: Tensor): Tensor => reduceMean(t, { axes, keepdims: true })
  return mul(inverse, sub(g, add(mean(g), mul(normal, mean(mul(g, normal))))))
}
