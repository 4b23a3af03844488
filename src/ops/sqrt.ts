import { unary } from './factories.ts'

/** Square root.  y = sqrt x,  dx = g / (2 y).  Infinite at 0: `safeSqrt` is the one for distances. */
export const sqrt = unary({ onnx: 'Sqrt', vjp: (g, _, { div, mul }, { y }) => [div(mul(g, 0.5), y)] })
