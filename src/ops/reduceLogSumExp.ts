import { reduction } from './factories.ts'

/** Logarithm of the sum of exponentials over axes.  dx = g e^(x - y). */
export const reduceLogSumExp = reduction({
  onnx: 'ReduceLogSumExp',
  vjp: (g, x, { exp, mul, sub }, { y }) => mul(g, exp(sub(x, y))),
})
