import type { Operator } from '../tensor/operator.ts'
import { axisOf, reduced } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'ArgMax',
  attributes: { axis: 'int', keepdims: 'int' },
  infer: ([x], { axis, keepdims }) => [
    { dtype: 'int64', shape: reduced(x.shape, [axisOf(axis as number, x.shape.length, 'ArgMax')], keepdims === 1) },
  ],
  vjp: null,
}

/** Place of the largest along an axis, int64; the first of equals. */
export const argMax = (x: Tensor, axis: number, keepdims = false): Tensor =>
  apply(operator, [x], { axis: axisOf(axis, x.shape.length, 'ArgMax'), keepdims: keepdims ? 1 : 0 })
