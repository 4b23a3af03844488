import { unary } from './factories.ts'

/** Rectified linear unit.  y = max(x, 0),  dx = g where x > 0. */
export const relu = unary({
  onnx: 'Relu',
  vjp: (g, _, { cast, greater, mul }, { y }) => [mul(g, cast(greater(y, 0), 'float32'))],
})
