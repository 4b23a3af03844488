import { cast, gather, less, mul, reduceSum, stopGradient, sub } from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** The cosine of an angle multiplied by a whole number, made to go on falling where it would rise again.
 *  psi(a) = (-1)^k cos(margin a) - 2 k,  k the number of times that margin a has passed 180 degrees.
 *  @param cosine cos a, [B, 1] */
export function multipliedAngle(cosine: Tensor, margin: number): Tensor {
  if (margin === 1) return cosine
  const turns = Array.from({ length: margin - 1 }, (_, i) => Math.cos(((i + 1) * Math.PI) / margin))
  const passed = cast(less(cosine, constant(floats(turns, [1, margin - 1]))), 'float32')
  const k = stopGradient(reduceSum(passed, { axes: [1], keepdims: true }))
  const signs = constant(floats(Array.from({ length: margin }, (_, i) => (i % 2 === 0 ? 1 : -1))))
  return sub(mul(gather(signs, cast(k, 'int64')), chebyshev(cosine, margin)), mul(k, 2))
}

/** cos(n a) as a polynomial of cos a.  T_n = 2 c T_n-1 - T_n-2. */
function chebyshev(cosine: Tensor, n: number): Tensor {
  const twice = mul(cosine, 2)
  let [last, current]: [Tensor | number, Tensor] = [1, cosine]
  for (let i = 2; i <= n; i++) [last, current] = [current, sub(mul(twice, current), last)]
  return current
}
