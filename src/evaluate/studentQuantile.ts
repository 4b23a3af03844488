import { demand } from '../errors.ts'
import { studentTail } from './studentTail.ts'

/** Quantile of Student's t distribution (Student 1908): the t with P(T <= t) = probability, at `freedom` degrees of
 *  freedom (any positive number). Found by bisection of `studentTail`; to 10 digits or more for the sizes that experiments
 *  have. */
export function studentQuantile(probability: number, freedom: number): number {
  const who = 'studentQuantile'
  demand(probability > 0 && probability < 1, { who, rule: 'probability must be inside (0, 1)', value: probability })
  demand(freedom > 0 && Number.isFinite(freedom), { who, rule: 'freedom must be positive', value: freedom })
  if (probability === 0.5) return 0
  if (probability < 0.5) return -studentQuantile(1 - probability, freedom)
  const tail = 2 * (1 - probability)
  let low = 0
  let high = 1
  while (studentTail(high, freedom) > tail && high < 1e150) {
    low = high
    high *= 2
  }
  for (;;) {
    const middle = (low + high) / 2
    if (middle <= low || middle >= high) return middle
    if (studentTail(middle, freedom) > tail) low = middle
    else high = middle
  }
}
