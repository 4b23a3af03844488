import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'Gelu',
  attributes: { approximate: 'string' },
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  vjp: (g, [x], ops, { attributes }) => [
    ops.mul(g, attributes.approximate === 'tanh' ? slopeOfTanh(x, ops) : slope(x, ops)),
  ],
}

/** Gaussian error linear unit (Hendrycks and Gimpel 2016).  y = x P(x) with P the standard normal's distribution,
 *  or, approximated, y = x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x³))). */
export const gelu = (x: Tensor, approximate: 'none' | 'tanh' = 'none'): Tensor => apply(operator, [x], { approximate })

/** P(x) + x p(x), p the standard normal's density. */
function slope(x: Tensor, { add, erf, exp, mul }: Ops): Tensor {
  const distribution = mul(add(erf(mul(x, Math.SQRT1_2)), 1), 0.5)
  const density = mul(exp(mul(mul(x, x), -0.5)), 1 / Math.sqrt(2 * Math.PI))
  return add(distribution, mul(x, density))
}

/** (1 + t)/2 + x/2 (1 - t²) du, with t = tanh(u), u = c (x + 0.044715 x³), du = c (1 + 3 0.044715 x²). */
function slopeOfTanh(x: Tensor, { add, mul, sub, tanh }: Ops): Tensor {
  const c = Math.sqrt(2 / Math.PI)
  const square = mul(x, x)
  const t = tanh(mul(x, add(mul(square, 0.044715 * c), c)))
  const du = add(mul(square, 3 * 0.044715 * c), c)
  return mul(add(add(t, 1), mul(mul(x, sub(1, mul(t, t))), du)), 0.5)
}
