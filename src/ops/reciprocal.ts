import { unary } from './factories.ts'

/** Reciprocal.  y = 1 / x,  dx = -g y^2. */
export const reciprocal = unary({ onnx: 'Reciprocal', vjp: (g, _, { mul, neg }, { y }) => [neg(mul(g, mul(y, y)))] })
