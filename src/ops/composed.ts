import type { Operator } from '../tensor/operator.ts'
import type { Attributes, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'

/** A value that several operators compute, with a name for the function of `inputs` that it is. Emits nothing and changes no
 *  gradient: a device that has a way of its own to compute that function finds it here (`onnx/blocked`).
 *  @param value what is computed from `inputs`
 *  @param attributes what else the function depends on */
export function composed(
  meaning: string,
  value: Tensor,
  inputs: readonly Tensor[],
  attributes: Attributes = {},
): Tensor {
  const operator: Operator<readonly Tensor[]> = {
    onnx: null,
    meaning,
    infer: () => [{ dtype: value.dtype, shape: value.shape }],
    vjp: (g, given) => given.map((_, i) => (i === 0 ? g : null)),
  }
  return apply(operator, [value, ...inputs], attributes)
}
