import { unary } from './factories.ts'

/** Natural logarithm.  y = ln x,  dx = g / x. */
export const log = unary({ onnx: 'Log', vjp: (g, [x], { div }) => [div(g, x)] })
