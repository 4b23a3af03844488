import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import type { DistanceMeasure, SimilarityMeasure } from '../distances/measure.ts'
import { demand } from '../errors.ts'
import { add, min, relu, softplus, sub } from '../ops/index.ts'
import { choose } from '../pairs/choose.ts'
import { semihard } from '../pairs/negatives/semihard.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Rules } from '../pairs/rule.ts'
import { rulesOf } from '../pairs/rulesOf.ts'
import { tuples } from '../pairs/tuples.ts'
import type { Loss } from './loss.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'
import type { Reducer } from './reducers/reducer.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'

export type TripletOptions = Partial<Rules> & {
  /** How much nearer the positive shall be than the negative. Default 0.2 (pytorch-metric-learning: 0.05). */
  readonly margin?: number
  /** Default l2. Schroff et al. have squared l2. */
  readonly distance?: DistanceMeasure | SimilarityMeasure
  /** Whether the negative is measured from the positive where that is nearer (Balntas et al. 2016). Default false. */
  readonly swap?: boolean
  /** Whether [v]+ is smoothed to ln(1 + e^v) (Hermans et al. 2017). Default false. */
  readonly smooth?: boolean
  /** Default the mean of the non-zero. */
  readonly reducer?: Reducer
}

/** Triplet loss (Schroff et al. 2015).  L = mean over tuples of [ d(a,p) - d(a,n) + m ]+
 *  Default: easiest positive, semi-hard negative. */
export function triplet(options: TripletOptions = {}): Loss {
  const { margin = 0.2, distance = l2(), swap = false, smooth = false, reducer = meanOfNonZero } = options
  const rules = rulesOf(options, { positives: easiest(), negatives: semihard() })
  demand(Number.isFinite(margin) && margin >= 0, {
    who: 'triplet',
    rule: 'the margin must not be negative',
    value: margin,
  })
  const measure = closeness(distance)
  const bracket = smooth ? softplus : relu
  return {
    name: 'triplet',
    parameters: {},
    whenCollapsed: smooth ? Math.log1p(Math.exp(margin)) : margin,
    of: (batch) => {
      const { ap, an, pn, positive, negative, valid } = tuples(choose(batch, measure, rules))
      const losses = bracket(add(sub(ap, swap ? min(an, pn()) : an), margin))
      return {
        loss: reducer(losses, valid),
        valid: shareOfAnchors(valid),
        active: shareOfActive(losses, valid),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }
}
