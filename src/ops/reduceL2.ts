import type { Tensor } from '../tensor/tensor.ts'
import { abs } from './abs.ts'
import type { ReduceOptions } from './factories.ts'
import { reduction } from './factories.ts'

/** Length over axes.  y = sqrt(sum x²),  dx = g x / y, 0 where y is 0. */
export function reduceL2(x: Tensor, options: ReduceOptions = {}): Tensor {
  // Over no axes at all, or of a scalar, it is the absolute value.
  return (options.axes ?? x.shape).length === 0 ? abs(x) : lengthOver(x, options)
}

const lengthOver = reduction({
  onnx: 'ReduceL2',
  vjp: (g, x, { div, max, mul }, { y }) => mul(x, div(g, max(y, 1e-30))),
})
