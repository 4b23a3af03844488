import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import { add, relu, sub } from '../ops/index.ts'
import { maybe } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { pairReport } from './pairReport.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'

/** Contrastive loss: positives shall be near, negatives far, each by a bound of its own.
 *
 *  L = mean over positives of [ d(a,p) - m_p ]+ + mean over negatives of [ m_n - d(a,n) ]+
 *
 *  @source Hadsell, Chopra, LeCun 2006, there with squares; with the distances themselves in pytorch-metric-learning.
 *  @use Where a fixed threshold on the distance is wanted in the end: same or not the same.
 *  @cost B x B.
 *  @collapse With all positives, yes, by its wording: at m_p = 0 a class is satisfied on one point only. */
export const contrastive = defineLoss({
  name: 'contrastive',
  options: {
    positiveMargin: maybe(
      'positives nearer than this (of a similarity: more alike) have no loss; usual 0, of a similarity 1',
    ),
    negativeMargin: maybe(
      'negatives farther than this (of a similarity: less alike) have no loss; usual 1, of a similarity 0',
    ),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(l2()),
  reducer: meanOfNonZero,
  make: ({ positiveMargin, negativeMargin, rules, distance, reducer }) => {
    const alike = distance.kind === 'similarity'
    const measure = closeness(distance)
    const pullTo = measure.threshold(positiveMargin ?? (alike ? 1 : 0))
    const pushTo = measure.threshold(negativeMargin ?? (alike ? 0 : 1))
    const atOnePoint = alike ? -1 : 0
    return {
      whenCollapsed: Math.max(atOnePoint - pullTo, 0) + Math.max(pushTo - atOnePoint, 0),
      of: (batch) => {
        const chosen = pairs(choose(batch, measure, rules))
        const pull = relu(sub(chosen.ap, pullTo))
        const push = relu(sub(pushTo, chosen.an))
        return {
          loss: add(reducer(pull, chosen.positive, batch.labels), reducer(push, chosen.negative, batch.labels)),
          ...pairReport(chosen, pull, push),
        }
      },
    }
  },
})

export type ContrastiveOptions = NonNullable<Parameters<typeof contrastive>[0]>
