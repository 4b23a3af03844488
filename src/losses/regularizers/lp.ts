import { demand } from '../../errors.ts'
import { abs, greater, pow, reduceL2, reduceMax, reduceMean, reduceSum, where } from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Regularizer } from './regularizer.ts'

export interface LpOptions {
  /** Which length: 1 the sum of absolute values, 2 the Euclidean, Infinity the largest absolute value. Default 2. */
  readonly p?: number
  /** What the length is raised to. Default 1. */
  readonly power?: number
}

/** Rows shall be short.  R = mean over rows of (sum |x|^p)^(power / p), as in pytorch-metric-learning.
 *  A row of zeros has gradient 0. */
export function lp({ p = 2, power = 1 }: LpOptions = {}): Regularizer {
  demand(p >= 1, { who: 'lp', rule: 'p must be a number of at least 1', value: p })
  demand(power > 0 && Number.isFinite(power), { who: 'lp', rule: 'power must be a number above 0', value: power })
  return { name: 'lp', of: (rows) => reduceMean(raised(length(rows, p), power)) }
}

function length(rows: Tensor, p: number): Tensor {
  const along = { axes: [1] }
  if (p === 1) return reduceSum(abs(rows), along)
  if (p === 2) return reduceL2(rows, along)
  if (p === Number.POSITIVE_INFINITY) return reduceMax(abs(rows), along)
  return raised(reduceSum(pow(abs(rows), p), along), 1 / p)
}

/** x^y with gradient 0 where x is 0. */
function raised(x: Tensor, y: number): Tensor {
  if (y === 1) return x
  const some = greater(x, 0)
  return where(some, pow(where(some, x, 1), y), 0)
}
