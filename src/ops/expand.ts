import type { Operator } from '../tensor/operator.ts'
import { broadcast } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** `x` broadcast to (at least) a shape. */
export function expand(x: Tensor, shape: readonly number[]): Tensor {
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Expand',
    infer: ([from]) => [{ dtype: from.dtype, shape: broadcast(from.shape, shape, 'Expand') }],
    vjp: (g) => [g, null],
  }
  return apply(operator, [x, wholes(shape)])
}
