import { unary } from './factories.ts'

/** Smooth rectifier.  y = ln(1 + e^x),  dx = g sigmoid(x). */
export const softplus = unary({ onnx: 'Softplus', vjp: (g, [x], { mul, sigmoid }) => [mul(g, sigmoid(x))] })
