/** Values along a line that lie on either side of a cut. */
export interface Sides {
  readonly below: readonly number[]
  readonly above: readonly number[]
}

/** How far apart two groups lie along a line, in units of what they vary:
 *  t = |m_b - m_a| / s, s² = (sum_a (x - m_a)² + sum_b (x - m_b)²) / (|a| + |b| - 2).
 *  Two halves of a uniform distribution are at t = 2 sqrt(3) = 3.46, of a normal one at 2.65, and two normal distributions whose means
 *  are 6 standard deviations apart at 6. Infinite for two different points, 0 where the means agree. */
export function separation({ below, above }: Sides): number {
  const [a, b] = [moments(below), moments(above)]
  const apart = Math.abs(b.mean - a.mean)
  return apart === 0 ? 0 : apart / Math.sqrt((a.squares + b.squares) / Math.max(1, below.length + above.length - 2))
}

function moments(values: readonly number[]): { mean: number; squares: number } {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length
  return { mean, squares: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) }
}
