import { closeness } from '../distances/closeness.ts'
import { cosine } from '../distances/cosine.ts'
import { add, mul, relu, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { defineLoss } from './define.ts'
import { pairReport } from './pairReport.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'

/** Threshold-consistent margin loss: no positive less alike than one bound, no negative more alike than another, the same
 *  bounds for every class, so that one threshold serves them all.
 *
 *  L = w_p mean over positives with s(a,p) < m_p of (m_p - s(a,p)) + w_n mean over negatives with s(a,n) > m_n of (s(a,n) - m_n)
 *
 *  s is the cosine similarity.
 *
 *  @source Zhang, Xu, Tang, Fang, Wu, Tighe, Xing 2023, Threshold-Consistent Margin Loss, there added to another loss.
 *    The defaults are those of pytorch-metric-learning; it takes all pairs.
 *  @use Beside a loss that ranks, where in the end one threshold decides for all classes whether two are the same.
 *  @cost B x B.
 *  @collapse With all positives a class need not lie on one point: at m_p = 0.9 it has 26 degrees of room, but its kinds
 *    must share them. With the easiest, kinds may stay apart. */
export const thresholdConsistentMargin = defineLoss({
  name: 'threshold-consistent-margin',
  options: {
    positiveMargin: number(0.9, 'positives more alike than this have no loss', { least: -1, most: 1 }),
    negativeMargin: number(0.5, 'negatives less alike than this have no loss', { least: -1, most: 1 }),
    positiveWeight: number(1, 'weight of the positives', { least: 0 }),
    negativeWeight: number(1, 'weight of the negatives', { least: 0 }),
  },
  rules: { positives: easiest(), negatives: all() },
  make: ({ positiveMargin, negativeMargin, positiveWeight, negativeWeight, rules }) => {
    const measure = closeness(cosine())
    return {
      whenCollapsed: negativeWeight * (1 - negativeMargin),
      of: (batch) => {
        const chosen = pairs(choose(batch, measure, rules))
        const pull = relu(sub(chosen.ap, measure.threshold(positiveMargin)))
        const push = relu(sub(measure.threshold(negativeMargin), chosen.an))
        const pulled = meanOfNonZero(pull, chosen.positive, batch.labels)
        const pushed = meanOfNonZero(push, chosen.negative, batch.labels)
        return {
          loss: add(mul(pulled, positiveWeight), mul(pushed, negativeWeight)),
          ...pairReport(chosen, pull, push),
        }
      },
    }
  },
})

export type ThresholdConsistentMarginOptions = NonNullable<Parameters<typeof thresholdConsistentMargin>[0]>
