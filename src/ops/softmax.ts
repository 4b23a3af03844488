import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'Softmax',
  attributes: { axis: 'int' },
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  vjp: (g, _, { mul, reduceSum, sub }, { y, attributes }) => [
    mul(y, sub(g, reduceSum(mul(g, y), { axes: [attributes.axis as number], keepdims: true }))),
  ],
}

/** Softmax along an axis.  y = e^x / sum e^x,  dx = y (g - sum g y). Default the last axis. */
export const softmax = (x: Tensor, axis = -1): Tensor =>
  apply(operator, [x], { axis: axisOf(axis, x.shape.length, 'Softmax') })
