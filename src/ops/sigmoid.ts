import { unary } from './factories.ts'

/** Logistic function.  y = 1 / (1 + e^-x),  dx = g y (1 - y). */
export const sigmoid = unary({ onnx: 'Sigmoid', vjp: (g, _, { mul, sub }, { y }) => [mul(g, mul(y, sub(1, y)))] })
