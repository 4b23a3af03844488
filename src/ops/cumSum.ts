import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply, scalar } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

export interface CumSumOptions {
  /** Whether each sum leaves its own element out. Default false. */
  readonly exclusive?: boolean
  /** Whether the sums run from the end. Default false. */
  readonly reverse?: boolean
}

/** Running sums along an axis.  y_i = sum of x_j, j <= i;  dx is the running sum of g from the other end. */
export function cumSum(x: Tensor, axis: number, { exclusive = false, reverse = false }: CumSumOptions = {}): Tensor {
  const along = axisOf(axis, x.shape.length, 'CumSum')
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'CumSum',
    attributes: { exclusive: 'int', reverse: 'int' },
    infer: ([from]) => [{ dtype: from.dtype, shape: from.shape }],
    vjp: (g, _, { cumSum }) => [cumSum(g, along, { exclusive, reverse: !reverse }), null],
  }
  return apply(operator, [x, scalar(along, 'int64')], { exclusive: exclusive ? 1 : 0, reverse: reverse ? 1 : 0 })
}
