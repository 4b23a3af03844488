import { binary } from './factories.ts'

/** Quotient.  y = a / b,  da = g / b,  db = -g y / b. */
export const div = binary({
  onnx: 'Div',
  vjp: (g, [, b], { div, mul, neg }, { y }) => {
    const da = div(g, b)
    return [da, neg(mul(da, y))]
  },
})
