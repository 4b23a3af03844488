import { unary } from './factories.ts'

/** Sine of radians.  dx = g cos x. */
export const sin = unary({ onnx: 'Sin', vjp: (g, [x], { cos, mul }) => [mul(g, cos(x))] })
