import type { Interval } from './interval.ts'
import { pairedDifference } from './pairedDifference.ts'
import { studentQuantile } from './studentQuantile.ts'
import { studentTail } from './studentTail.ts'

/** What tells two methods apart, or does not. */
export interface PairedTest {
  /** The mean of a - b with its interval. */
  readonly difference: Interval
  /** The chance of a mean difference as far from 0, were there none; null for a single run, which says nothing of chance. */
  readonly p: number | null
}

/** Student's paired t test of a - b over the same seeds (Student 1908), two-sided: t = mean / (s / sqrt(n)) at n - 1 degrees of
 *  freedom. `a[i]` and `b[i]` must be of one seed. Differences that all agree have p = 0, or 1 where they are all 0. It takes the
 *  differences for normal, which few seeds cannot show; p is below 0.05 just where the 95 % interval leaves out 0. */
export function pairedTest(a: readonly number[], b: readonly number[], level = 0.95): PairedTest {
  const difference = pairedDifference(a, b, level)
  const { mean, half, n } = difference
  if (half === null) return { difference, p: null }
  if (half === 0) return { difference, p: mean === 0 ? 1 : 0 }
  return { difference, p: studentTail((mean / half) * studentQuantile((1 + level) / 2, n - 1), n - 1) }
}
