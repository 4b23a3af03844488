import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply, scalar } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'Clip',
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  // Between the bounds is where nothing was changed: one comparison instead of two and their conjunction.
  vjp: (g, [x], { cast, equal, mul }, { y }) => [mul(g, cast(equal(x, y), 'float32')), null, null],
}

/** `x` held between two numbers. The gradient flows where x lies between them, bounds included. */
export const clip = (x: Tensor, low: number, high: number): Tensor =>
  apply(operator, [x, scalar(low, x.dtype), scalar(high, x.dtype)])
