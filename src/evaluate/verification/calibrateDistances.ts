import type { PairCounts } from './pairCounts.ts'

/** Turns a distance into the chance that the pair is of one class: p = 1 / (1 + exp(slope distance - offset)). */
export interface Calibration {
  readonly slope: number
  readonly offset: number
}

/** Fits the chance that a pair is of one class to its distance: logistic regression in Platt's form (Platt 1999), pairs of one
 *  class and of two weighing the same in sum. For a prior p of another size add ln(p / (1 - p)) to the offset.
 *
 *  Logistic and not isotonic: two numbers go into a configuration or another program, the chance falls smoothly and never
 *  reaches 0 or 1, and few pairs are enough; isotonic regression fits steps, which need thousands of pairs of each kind and
 *  say nothing beyond the farthest. Its price is a form that may not fit, which `brier` shows on pairs held out.
 *
 *  Platt's targets, (n + 1) / (n + 2) and 1 / (n + 2) in place of 1 and 0, keep the slope finite where a threshold parts all
 *  pairs. Newton's method with halved steps (Lin, Lin and Weng 2007). NaN where there is no pair of a kind. */
export function calibrateDistances({ distances, genuine, impostor }: PairCounts): Calibration {
  const [same, other] = [genuine, impostor].map((all) => all.reduce((sum, count) => sum + count, 0)) as [number, number]
  if (same === 0 || other === 0) return { slope: Number.NaN, offset: Number.NaN }
  // Distances in units of the largest, so that both numbers are of one size.
  const unit = Math.abs(distances.reduce((most, x) => (Math.abs(x) > Math.abs(most) ? x : most), 0)) || 1
  const [high, low] = [(same + 1) / (same + 2), 1 / (other + 2)]
  const x = distances.map((distance) => distance / unit)
  const weight = genuine.map((count, i) => count / (2 * same) + impostor[i]! / (2 * other))
  const yes = genuine.map((count, i) => (count / (2 * same)) * high + (impostor[i]! / (2 * other)) * low)
  const loss = (slope: number, offset: number): number => {
    let sum = 0
    for (let i = 0; i < x.length; i++) {
      const z = offset - slope * x[i]!
      // -yes ln p - (weight - yes) ln(1 - p), without overflow.
      sum += weight[i]! * Math.log1p(Math.exp(-Math.abs(z))) + (z >= 0 ? (weight[i]! - yes[i]!) * z : -yes[i]! * z)
    }
    return sum
  }
  let [slope, offset] = [0, 0]
  let now = loss(slope, offset)
  for (let step = 0; step < 100; step++) {
    let [g0, g1, h00, h01, h11] = [0, 0, 1e-12, 0, 1e-12]
    for (let i = 0; i < x.length; i++) {
      const p = 1 / (1 + Math.exp(slope * x[i]! - offset))
      const d = weight[i]! * p - yes[i]!
      const h = weight[i]! * p * (1 - p)
      g0 += d
      g1 -= d * x[i]!
      h00 += h
      h01 -= h * x[i]!
      h11 += h * x[i]! * x[i]!
    }
    const determinant = h00 * h11 - h01 * h01
    const [byOffset, bySlope] = [(h11 * g0 - h01 * g1) / determinant, (h00 * g1 - h01 * g0) / determinant]
    let size = 1
    let next = loss(slope - bySlope, offset - byOffset)
    while (next > now && size > 1e-10) {
      size /= 2
      next = loss(slope - size * bySlope, offset - size * byOffset)
    }
    if (!(next < now)) break
    slope -= size * bySlope
    offset -= size * byOffset
    if (now - next < 1e-14) break
    now = next
  }
  return { slope: slope / unit, offset }
}
