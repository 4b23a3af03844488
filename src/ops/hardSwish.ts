import { unary } from './factories.ts'

/** Hard swish (Howard et al. 2019).  y = x h with h = x/6 + 1/2 held between 0 and 1;
 *  dx = g (h + x/6 between -3 and 3, else h). */
export const hardSwish = unary({
  onnx: 'HardSwish',
  vjp: (g, [x], { add, cast, hardSigmoid, less, abs, mul }) => {
    const h = hardSigmoid(x, { alpha: 1 / 6, beta: 0.5 })
    const slope = mul(x, mul(cast(less(abs(x), 3), 'float32'), 1 / 6))
    return [mul(g, add(h, slope))]
  },
})
