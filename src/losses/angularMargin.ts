import { add, greaterOrEqual, mul, safeSqrt, sub, where } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** The cosine of an angle that is larger by a margin.  cos(a + m) = cos a cos m - sin a sin m; of angles beyond 180
 *  degrees less the margin, where that would rise again, cos a - m sin m in its place.
 *  @param margin in degrees */
export function angularMargin(cosine: Tensor, margin: number): Tensor {
  const m = (margin / 180) * Math.PI
  const sine = safeSqrt(mul(sub(1, cosine), add(1, cosine)))
  const larger = sub(mul(cosine, Math.cos(m)), mul(sine, Math.sin(m)))
  return where(greaterOrEqual(cosine, -Math.cos(m)), larger, sub(cosine, m * Math.sin(m)))
}
