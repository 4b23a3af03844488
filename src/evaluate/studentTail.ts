import { demand } from '../errors.ts'
import { incompleteBeta } from './incompleteBeta.ts'

/** P(|T| > |t|) of Student's t distribution (Student 1908) at `freedom` degrees of freedom, any positive number: the two-sided
 *  p-value of t.  P = I_x(freedom / 2, 1 / 2), x = freedom / (freedom + t^2), I the regularised incomplete beta function. */
export function studentTail(t: number, freedom: number): number {
  const who = 'studentTail'
  demand(!Number.isNaN(t), { who, rule: 't must be a number', value: t })
  demand(freedom > 0 && Number.isFinite(freedom), { who, rule: 'freedom must be positive', value: freedom })
  const square = t * t
  if (square === Number.POSITIVE_INFINITY) return 0
  return incompleteBeta(freedom / (freedom + square), square / (freedom + square), freedom / 2, 0.5)
}
