import { demand } from '../errors.ts'
import { add } from '../ops/add.ts'
import { concat } from '../ops/concat.ts'
import { div } from '../ops/div.ts'
import { min } from '../ops/min.ts'
import { mul } from '../ops/mul.ts'
import { reduceL2 } from '../ops/reduceL2.ts'
import { reshape } from '../ops/reshape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { demandOptions, positive } from './demandOptions.ts'

/** Gradients shortened together, where their length as one vector exceeds `max` (Pascanu, Mikolov and Bengio 2013), and
 *  that length as it was before.  g = g min(1, max / (norm + 1e-6)), as PyTorch's clip_grad_norm_.
 *  @param gradients of any shapes; at least one
 *  @param max greater than 0 */
export function clipByNorm(
  gradients: readonly Tensor[],
  max: number,
): { readonly gradients: Tensor[]; readonly norm: Tensor } {
  demandOptions('clipByNorm', positive, { max })
  demand(gradients.length > 0, { who: 'clipByNorm', rule: 'there must be a gradient to clip', value: gradients.length })
  const norms = gradients.map((g) => reshape(reduceL2(g), [1]))
  const norm = reduceL2(concat(norms, 0))
  const factor = min(div(max, add(norm, 1e-6)), 1)
  return { gradients: gradients.map((g) => mul(g, factor)), norm }
}
