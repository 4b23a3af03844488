import { unary } from './factories.ts'

/** Cosine of radians.  dx = -g sin x. */
export const cos = unary({ onnx: 'Cos', vjp: (g, [x], { mul, neg, sin }) => [neg(mul(g, sin(x)))] })
