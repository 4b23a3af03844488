import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor], Ops> = {
  onnx: 'Gather',
  attributes: { axis: 'int' },
  infer: ([x, indices], { axis }) => {
    const at = axis as number
    return [{ dtype: x.dtype, shape: [...x.shape.slice(0, at), ...indices.shape, ...x.shape.slice(at + 1)] }]
  },
  vjp: (g, [x, indices], { addRows, moveAxes }, { attributes }) => {
    const axis = attributes.axis as number
    // The indices' axes come to the front, so that rows are added to rows.
    const front = moveAxes(g, axis, indices.shape.length, 0)
    const shape = [x.shape[axis]!, ...x.shape.slice(0, axis), ...x.shape.slice(axis + 1)]
    return [moveAxes(addRows(front, indices, shape), 0, 1, axis), null]
  },
}

/** Slices of `x` along an axis, at int64 indices of any shape (negative ones count from the end). */
export const gather = (x: Tensor, indices: Tensor, axis = 0): Tensor =>
  apply(operator, [x, indices], { axis: axisOf(axis, x.shape.length, 'Gather') })
