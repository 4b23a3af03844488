import type { Operator } from '../tensor/operator.ts'
import { broadcast, fixed } from '../tensor/shape.ts'
import type { Shape, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** `x` broadcast to (at least) a shape.
 *  @param sizes the shape as int64 numbers, where a dimension of it is known only when the model runs */
export function expand(x: Tensor, shape: Shape, sizes: Tensor = wholes(fixed(shape, 'Expand'))): Tensor {
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Expand',
    infer: ([from]) => [{ dtype: from.dtype, shape: broadcast(from.shape, shape, 'Expand') }],
    vjp: (g) => [g, null],
  }
  return apply(operator, [x, sizes])
}
