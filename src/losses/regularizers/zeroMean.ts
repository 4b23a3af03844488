import { abs, reduceMean, reduceSum } from '../../ops/index.ts'
import type { Regularizer } from './regularizer.ts'

/** The coordinates of each row shall add up to 0.  R = mean over rows of |sum of x|, as in pytorch-metric-learning. */
export const zeroMean = (): Regularizer => ({
  name: 'zero-mean',
  of: (rows) => reduceMean(abs(reduceSum(rows, { axes: [1] }))),
})
