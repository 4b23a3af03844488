import { unary } from './factories.ts'

/** Gauss error function.  y = 2/sqrt(pi) integral of e^(-t²) from 0 to x,  dx = g 2/sqrt(pi) e^(-x²). */
export const erf = unary({
  onnx: 'Erf',
  vjp: (g, [x], { exp, mul, neg }) => [mul(g, mul(exp(neg(mul(x, x))), 2 / Math.sqrt(Math.PI)))],
})
