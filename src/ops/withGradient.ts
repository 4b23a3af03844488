import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

/** A value computed in one way whose gradient is stated in another, where the chain rule through `value` would cost
 *  more or lose precision. Emits nothing: it *is* `value`, for which no gradient flows.
 *  @param value what is computed from `inputs`
 *  @param vjp the gradient of each of `inputs`, given the gradient of `value` */
export function withGradient<const Inputs extends readonly Tensor[]>(
  value: Tensor,
  inputs: Inputs,
  vjp: (g: Tensor, ops: Ops) => readonly (Tensor | null)[],
): Tensor {
  const operator: Operator<readonly Tensor[], Ops> = {
    onnx: null,
    infer: () => [{ dtype: value.dtype, shape: value.shape }],
    vjp: (g, _, ops) => [null, ...vjp(g, ops)],
  }
  return apply(operator, [value, ...inputs])
}
