import { unary } from './factories.ts'

/** Rectified linear unit.  y = max(x, 0),  dx = g where x > 0. */
export const relu = unary({
  onnx: 'Relu',
  vjp: (g, _, { within }, { y }) => [within(g, y, 0, Number.POSITIVE_INFINITY)],
})
