import { mul, reduceMean, reduceSum, sub } from '../../ops/index.ts'
import type { Regularizer } from './regularizer.ts'

/** The weights of all classes shall be of one length, so that classes of few samples are not at a disadvantage (Wu, Liu,
 *  Hu, Fu 2017, Deep Face Recognition with Center Invariant Loss, eq. 6).
 *  R = mean over rows of (|w|² - mean of |w|²)² / 4 */
export const centerInvariant = (): Regularizer => ({
  name: 'center-invariant',
  of: (rows) => {
    const squares = reduceSum(mul(rows, rows), { axes: [1] })
    const deviation = sub(squares, reduceMean(squares))
    return mul(reduceMean(mul(deviation, deviation)), 1 / 4)
  },
})
