import { constantValue } from '../tensor/tensor.ts'
import { binary } from './factories.ts'

/** Power.  y = a^b,  da = g b a^(b-1), 0 where b is 0;  db = g y ln a, 0 where a is 0. */
export const pow = binary({
  onnx: 'Pow',
  vjp: (g, [a, b], { equal, log, mul, pow, sub, where }, { y }) => {
    const da = mul(g, mul(b, pow(a, sub(b, 1))))
    const exponents = constantValue(b)?.data
    const neverZero = exponents?.every((exponent) => Number(exponent) !== 0)
    return [neverZero ? da : where(equal(b, 0), 0, da), where(equal(a, 0), 0, mul(g, mul(y, log(a))))]
  },
})
