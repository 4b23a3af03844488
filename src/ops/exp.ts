import { unary } from './factories.ts'

/** Exponential.  y = e^x,  dx = g y. */
export const exp = unary({ onnx: 'Exp', vjp: (g, _, { mul }, { y }) => [mul(g, y)] })
