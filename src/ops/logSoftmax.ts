import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'LogSoftmax',
  attributes: { axis: 'int' },
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  vjp: (g, _, { exp, mul, reduceSum, sub }, { y, attributes }) => [
    sub(g, mul(exp(y), reduceSum(g, { axes: [attributes.axis as number], keepdims: true }))),
  ],
}

/** Logarithm of the softmax along an axis.  dx = g - e^y sum g. Default the last axis. */
export const logSoftmax = (x: Tensor, axis = -1): Tensor =>
  apply(operator, [x], { axis: axisOf(axis, x.shape.length, 'LogSoftmax') })
