import { unary } from './factories.ts'

/** Negation.  y = -x,  dx = -g. */
export const neg = unary({ onnx: 'Neg', vjp: (g, _, { neg }) => [neg(g)] })
