/** The regularised incomplete beta function I_x(a, b), a and b above 0, with y = 1 - x given apart, so that neither loses
 *  digits when tiny (DLMF 8.17). The fraction converges fast on one side of the mean of the beta distribution; beyond it
 *  I_x(a, b) = 1 - I_y(b, a). */
export function incompleteBeta(x: number, y: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (y <= 0) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(y, x, b, a)
  const front = Math.exp(a * Math.log(x) + b * Math.log(y) + logGamma(a + b) - logGamma(a) - logGamma(b)) / a
  return front * betaFraction(x, a, b)
}

/** The continued fraction of the incomplete beta function (DLMF 8.17.22), 1 / (1 + d_1 / (1 + d_2 / ...)), from the top
 *  down by the ratios c and d of successive numerators and denominators (Lentz 1976). */
function betaFraction(x: number, a: number, b: number): number {
  let c = 1
  let d = 0
  let value = 1
  for (let j = 1; j < 10_000; j++) {
    const m = j >> 1
    const term =
      j % 2 === 0 ? (m * (b - m) * x) / ((a + j - 1) * (a + j)) : (-(a + m) * (a + b + m) * x) / ((a + j - 1) * (a + j))
    d = 1 / awayFromZero(1 + term * d)
    c = awayFromZero(1 + term / c)
    value *= c * d
    if (Math.abs(c * d - 1) < 1e-15) break
  }
  return 1 / value
}

const awayFromZero = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value)

/** ln Gamma(z), z > 0, by Stirling's series (DLMF 5.11.1), moved to z >= 10, where its terms fall below rounding. */
function logGamma(z: number): number {
  if (z < 10) return logGamma(z + 1) - Math.log(z)
  const series = 1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / z ** 2) / z ** 2) / z ** 2) / z ** 2
  return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series / z
}
