import { closeness } from '../distances/closeness.ts'
import { cosine } from '../distances/cosine.ts'
import { add, meanWhere, mul, relu, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { pairReport } from './pairReport.ts'
import { mean } from './reducers/mean.ts'

/** Intra-pair variance loss: no positive much less alike than positives are on average, no negative much more alike than
 *  negatives are on average.
 *
 *  L = mean over positives of [ (1 - e_p) S_p - s(a,p) ]+² + mean over negatives of [ s(a,n) - (1 + e_n) S_n ]+²
 *
 *  S_p and S_n are the means of s over the positives and over the negatives of the batch; where one is below 0 its e asks
 *  for more rather than less. Of a distance everything turns around: [ d(a,p) - (1 + e_p) D_p ]+² and [ (1 - e_n) D_n - d(a,n) ]+².
 *
 *  @source Yu, Tao 2019, Deep Metric Learning with Tuplet Margin Loss, section on intra-pair variance. The gradient flows
 *    through the means too, as in pytorch-metric-learning.
 *  @use Beside tuplet margin loss or another that moves the means: alone it asks only that pairs do not scatter.
 *  @cost B x B.
 *  @collapse It is 0 on one point, and it does not by itself pull there: it asks that all positives are equally alike. With
 *    the easiest positives only those must be. */
export const intraPairVariance = defineLoss({
  name: 'intra-pair-variance',
  options: {
    positiveEpsilon: number(0.01, 'how far below their mean positives have no loss, as a share of it', { least: 0 }),
    negativeEpsilon: number(0.01, 'how far above their mean negatives have no loss, as a share of it', { least: 0 }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ positiveEpsilon, negativeEpsilon, rules, distance, reducer }) => {
    const slack = distance.kind === 'similarity' ? -1 : 1
    const squared = (x: Tensor): Tensor => mul(x, x)
    return {
      whenCollapsed: 0,
      of: (batch) => {
        const chosen = pairs(choose(batch, closeness(distance), rules))
        const { ap, an, positive, negative } = chosen
        const pull = relu(sub(ap, mul(meanWhere(ap, positive), 1 + slack * positiveEpsilon)))
        const push = relu(sub(mul(meanWhere(an, negative), 1 - slack * negativeEpsilon), an))
        return {
          loss: add(reducer(squared(pull), positive, batch.labels), reducer(squared(push), negative, batch.labels)),
          ...pairReport(chosen, pull, push),
        }
      },
    }
  },
})

export type IntraPairVarianceOptions = NonNullable<Parameters<typeof intraPairVariance>[0]>
