import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import type { DistanceMeasure, SimilarityMeasure } from '../distances/measure.ts'
import { demand } from '../errors.ts'
import { add, countWhere, div, max, relu, sub } from '../ops/index.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Rules } from '../pairs/rule.ts'
import { rulesOf } from '../pairs/rulesOf.ts'
import type { Loss } from './loss.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'
import type { Reducer } from './reducers/reducer.ts'
import { countActive, meanDistance } from './shares.ts'

export type ContrastiveOptions = Partial<Rules> & {
  /** Positives nearer than this (for a similarity: more alike) have no loss. Default 0, for a similarity 1. */
  readonly positiveMargin?: number
  /** Negatives farther than this (for a similarity: less alike) have no loss. Default 1, for a similarity 0. */
  readonly negativeMargin?: number
  /** Default l2. */
  readonly distance?: DistanceMeasure | SimilarityMeasure
  /** Applied to positives and negatives apart; the two are added. Default the mean of the non-zero. */
  readonly reducer?: Reducer
}

/** Contrastive loss (Hadsell et al. 2006, here with the distances themselves rather than their squares).
 *  L = mean over positives of [ d(a,p) - m_p ]+ + mean over negatives of [ m_n - d(a,n) ]+
 *  Default: easiest positive, all negatives. */
export function contrastive(options: ContrastiveOptions = {}): Loss {
  const { distance = l2(), reducer = meanOfNonZero } = options
  const alike = distance.kind === 'similarity'
  const { positiveMargin = alike ? 1 : 0, negativeMargin = alike ? 0 : 1 } = options
  const rules = rulesOf(options, { positives: easiest(), negatives: all() })
  for (const [name, value] of Object.entries({ positiveMargin, negativeMargin }))
    demand(Number.isFinite(value), { who: 'contrastive', rule: `${name} must be a number`, value })
  const measure = closeness(distance)
  const [pullTo, pushTo] = [measure.threshold(positiveMargin), measure.threshold(negativeMargin)]
  const atOnePoint = alike ? -1 : 0
  return {
    name: 'contrastive',
    parameters: {},
    whenCollapsed: Math.max(atOnePoint - pullTo, 0) + Math.max(pushTo - atOnePoint, 0),
    of: (batch) => {
      const { ap, an, positive, negative, valid } = pairs(choose(batch, measure, rules))
      const pull = relu(sub(ap, pullTo))
      const push = relu(sub(pushTo, an))
      return {
        loss: add(reducer(pull, positive), reducer(push, negative)),
        valid,
        active: div(
          add(countActive(pull, positive), countActive(push, negative)),
          max(add(countWhere(positive), countWhere(negative)), 1),
        ),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }
}
