import type { Operator } from '../tensor/operator.ts'
import { axisOf, reduced } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'ArgMin',
  attributes: { axis: 'int', keepdims: 'int' },
  infer: ([x], { axis, keepdims }) => [
    { dtype: 'int64', shape: reduced(x.shape, [axisOf(axis as number, x.shape.length, 'ArgMin')], keepdims === 1) },
  ],
  vjp: null,
}

/** Place of the smallest along an axis, int64; the first of equals. */
export const argMin = (x: Tensor, axis: number, keepdims = false): Tensor =>
  apply(operator, [x], { axis: axisOf(axis, x.shape.length, 'ArgMin'), keepdims: keepdims ? 1 : 0 })
