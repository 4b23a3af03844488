import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply, scalar } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'Clip',
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  vjp: (g, [x, low, high], { and, cast, greaterOrEqual, lessOrEqual, mul }) => [
    mul(g, cast(and(greaterOrEqual(x, low), lessOrEqual(x, high)), 'float32')),
    null,
    null,
  ],
}

/** `x` held between two numbers. The gradient flows where x lies between them, bounds included. */
export const clip = (x: Tensor, low: number, high: number): Tensor =>
  apply(operator, [x, scalar(low, x.dtype), scalar(high, x.dtype)])
