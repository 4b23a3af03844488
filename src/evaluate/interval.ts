import { demand } from '../errors.ts'
import { studentQuantile } from './studentQuantile.ts'

/** A mean over runs with its confidence interval, mean - half to mean + half. */
export interface Interval {
  readonly mean: number
  /** Half the interval's width; null for a single run, which says nothing about how runs differ. */
  readonly half: number | null
  /** Runs. */
  readonly n: number
}

/** Mean over independent runs (seeds) and its interval by Student's t (Student 1908).
 *  mean +- t s / sqrt(n), s^2 = sum_i (x_i - mean)^2 / (n - 1), t the (1 + level) / 2 quantile at n - 1 degrees of freedom.
 *  `level` is 0.95 unless told. */
export function interval(values: readonly number[], level = 0.95): Interval {
  const who = 'interval'
  const n = values.length
  demand(n > 0, { who, rule: 'needs at least one run' })
  const stray = values.find((value) => !Number.isFinite(value))
  demand(stray === undefined, { who, rule: 'every run must have given a finite number', value: stray })
  demand(level > 0 && level < 1, { who, rule: 'level must be inside (0, 1)', value: level })
  // From the first value on: runs that all agree then give that very value, and an interval of exactly 0.
  const first = values[0]!
  const mean = first + values.reduce((sum, value) => sum + (value - first), 0) / n
  if (n === 1) return { mean, half: null, n }
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  return { mean, half: studentQuantile((1 + level) / 2, n - 1) * Math.sqrt(variance / n), n }
}
