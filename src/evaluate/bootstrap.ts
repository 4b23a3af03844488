import { demand } from '../errors.ts'
import { random } from '../random.ts'

/** A mean over queries and the ends of its interval. */
export interface BootstrapInterval {
  readonly mean: number
  readonly low: number
  readonly high: number
  /** Queries that count. */
  readonly n: number
}

export interface BootstrapOptions {
  /** Share of the resampled means that lie inside. Default 0.95. */
  readonly level?: number
  /** How often the queries are drawn anew, with replacement. Default 1000. */
  readonly resamples?: number
  readonly seed?: number
}

/** The mean of a metric over queries with its interval by the bootstrap (Efron 1979): the queries are drawn again and again,
 *  with replacement, and the interval lies between the (1 - level) / 2 quantiles of the means from either end. It says how much
 *  the mean owes to which queries were asked, and nothing about how trainings differ: that is `interval`, over seeds.
 *  Queries of value NaN do not count. Null where none counts. */
export function bootstrap(values: ArrayLike<number>, options: BootstrapOptions = {}): BootstrapInterval | null {
  const { level = 0.95, resamples = 1000, seed = 0 } = options
  const who = 'bootstrap'
  demand(level > 0 && level < 1, { who, rule: 'level must be inside (0, 1)', value: level })
  demand(Number.isInteger(resamples) && resamples >= 100, {
    who,
    rule: 'resamples must be a whole number, at least 100',
    value: resamples,
  })
  const counted = Float64Array.from(Array.from(values).filter((value) => !Number.isNaN(value)))
  const n = counted.length
  if (n === 0) return null
  const mean = counted.reduce((sum, value) => sum + value, 0) / n
  const rng = random(seed).fork('bootstrap')
  const means = Float64Array.from({ length: resamples }, () => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += counted[rng.below(n)]!
    return sum / n
  }).sort()
  const tail = Math.floor(((1 - level) / 2) * resamples)
  return { mean, low: means[tail]!, high: means[resamples - 1 - tail]!, n }
}
