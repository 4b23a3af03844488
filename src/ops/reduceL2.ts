import { reduction } from './factories.ts'

/** Length over axes.  y = sqrt(sum x²),  dx = g x / y, 0 where y is 0. */
export const reduceL2 = reduction({
  onnx: 'ReduceL2',
  vjp: (g, x, { div, max, mul }, { y }) => mul(x, div(g, max(y, 1e-30))),
})
