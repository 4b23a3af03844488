import { demand } from '../errors.ts'
import { type Interval, interval } from './interval.ts'

/** The mean of a - b over the same seeds with its interval (paired t, Student 1908): what a seed does to both methods
 *  cancels, so this tells methods apart where their own intervals overlap. `a[i]` and `b[i]` must be of one seed.
 *  0 outside the interval: the difference is not chance at this `level` (0.95 unless told). */
export function pairedDifference(a: readonly number[], b: readonly number[], level = 0.95): Interval {
  demand(a.length === b.length, {
    who: 'pairedDifference',
    rule: 'both methods must have run with the same seeds',
    value: [a.length, b.length],
    remedy: 'give one number a seed of each, in the same order',
  })
  return interval(
    a.map((value, i) => value - b[i]!),
    level,
  )
}
