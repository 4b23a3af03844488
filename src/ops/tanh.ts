import { unary } from './factories.ts'

/** Hyperbolic tangent.  dx = g (1 - y^2). */
export const tanh = unary({ onnx: 'Tanh', vjp: (g, _, { mul, sub }, { y }) => [mul(g, sub(1, mul(y, y)))] })
