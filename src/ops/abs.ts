import { unary } from './factories.ts'

/** Absolute value.  y = |x|,  dx = g sign(x), 0 at 0. */
export const abs = unary({ onnx: 'Abs', vjp: (g, [x], { mul, sign }) => [mul(g, sign(x))] })
