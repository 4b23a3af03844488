import { add, and, countWhere, greaterOrEqual, max, mul, reduceMax, reduceMin, where } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Of all allowed pairs of the batch at once, the share with the largest numbers: as many as the share, rounded up, and
 *  those equal to the last of them. Whether a pair is taken is one comparison with that last one, which is found by
 *  halving and counting: faster than sorting from a few thousand pairs on, and of memory B x M. Numbers nearer to one
 *  another than 2^-32 of their whole range count as equal.
 *  @param hardness float32 [B, M]
 *  @param allowed bool [B, M]
 *  @param share above 0, at most 1 */
export function hardestShare(hardness: Tensor, allowed: Tensor, share: number): Tensor {
  if (share === 1) return allowed
  const held = where(allowed, hardness, -3e38)
  // Rounding of share x count must not ask for one pair more than it is.
  const wanted = mul(countWhere(allowed), share * (1 - 2e-7))
  let low = reduceMin(where(allowed, hardness, 3e38))
  let high = max(reduceMax(held), low)
  for (let pass = 0; pass < passes; pass++) {
    const middle = add(mul(low, 0.5), mul(high, 0.5))
    const enough = greaterOrEqual(countWhere(greaterOrEqual(held, middle)), wanted)
    low = where(enough, middle, low)
    high = where(enough, high, middle)
  }
  return and(allowed, greaterOrEqual(held, low))
}

const passes = 32
