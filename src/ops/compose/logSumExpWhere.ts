import type { Tensor } from '../../tensor/tensor.ts'
import { add } from '../add.ts'
import { exp } from '../exp.ts'
import { greater } from '../greater.ts'
import { log } from '../log.ts'
import { max } from '../max.ts'
import { neg } from '../neg.ts'
import { reduceMax } from '../reduceMax.ts'
import { reduceSum } from '../reduceSum.ts'
import { sub } from '../sub.ts'
import { where } from '../where.ts'
import { withGradient } from '../withGradient.ts'

export interface LogSumExpOptions {
  /** ln(1 + sum e^x) in place of ln sum e^x. Default false. */
  readonly plusOne?: boolean
  /** Its value where the condition holds for none, without `plusOne`. Default 0. */
  readonly none?: number
}

/** Logarithm of the sum of exponentials along the last axis, of those for which a condition holds; safe from overflow.
 *  y = ln sum_j e^x_j,  dx_j = g e^(x_j - y); `none`, with gradient 0, where it holds for none.
 *  Stated as a whole: the gradient is one pass over x.
 *  @param condition bool, broadcast to the shape of x
 *  @returns [.., 1] */
export function logSumExpWhere(
  x: Tensor,
  condition: Tensor,
  { plusOne = false, none = 0 }: LogSumExpOptions = {},
): Tensor {
  const held = where(condition, x, -3e38)
  const largest = max(reduceMax(held, { axes: [-1], keepdims: true }), plusOne ? 0 : -1e30)
  const e = exp(sub(held, largest))
  const terms = reduceSum(e, { axes: [-1], keepdims: true })
  const sum = plusOne ? add(terms, exp(neg(largest))) : terms
  // Where none holds the sum is exactly 0: the largest of any has the term e^0.
  const any = greater(sum, 0)
  const value = where(any, add(largest, log(max(sum, 1e-30))), none)
  return withGradient(value, [x], (g, { div, max, mul }) => [mul(e, div(g, max(sum, 1e-30)))])
}
