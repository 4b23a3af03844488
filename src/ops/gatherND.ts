import type { Operator } from '../tensor/operator.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor], Ops> = {
  onnx: 'GatherND',
  infer: ([x, indices]) => {
    const depth = fixedDim(indices, -1, 'GatherND')
    return [{ dtype: x.dtype, shape: [...indices.shape.slice(0, -1), ...x.shape.slice(depth)] }]
  },
  // The addressed axes count as one, so that the gradient is rows added to rows.
  vjp: (g, [x, indices], { addRows, mul, reduceSum, reshape }) => {
    const shape = fixed(x.shape, 'GatherND')
    const depth = fixedDim(indices, -1, 'GatherND')
    const [addressed, row] = [shape.slice(0, depth), shape.slice(depth)]
    const strides = addressed.map((_, i) => addressed.slice(i + 1).reduce((a, b) => a * b, 1))
    const linear = reduceSum(mul(indices, wholes(strides)), { axes: [-1] })
    const count = addressed.reduce((a, b) => a * b, 1)
    return [reshape(addRows(g, linear, [count, ...row]), shape), null]
  },
}

/** Slices of `x` at int64 indices, none negative, whose last axis addresses its first axes. */
export const gatherND = (x: Tensor, indices: Tensor): Tensor => apply(operator, [x, indices])
