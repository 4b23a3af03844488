import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import { add, logOnePlusExp, min, relu, sub } from '../ops/index.ts'
import { flag, number } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { semihard } from '../pairs/negatives/semihard.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { tuples } from '../pairs/tuples.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'

/** Triplet loss: the positive shall be nearer than the negative by a margin.
 *
 *  L = mean over tuples of [ d(a,p) - d(a,n) + m ]+
 *
 *  @source Schroff, Kalenichenko, Philbin 2015, FaceNet, eq. 1, there with squared l2. swap: Balntas et al. 2016.
 *    smooth: Hermans, Beyer, Leibe 2017. pytorch-metric-learning: margin 0.05, all pairs.
 *  @use The first to try: one number to set, and it says when it is satisfied.
 *  @cost One pair of each side for each anchor: B x D. All with all: B x K x B.
 *  @collapse With all positives and hard negatives, or noise in the labels, yes: its value is then m. With the easiest
 *    positive, kinds may stay apart. */
export const triplet = defineLoss({
  name: 'triplet',
  options: {
    margin: number(0.2, 'how much nearer the positive shall be than the negative', { least: 0 }),
    swap: flag('measure the negative from the positive where that is nearer'),
    smooth: flag('ln(1 + e^v) in place of [v]+'),
  },
  rules: { positives: easiest(), negatives: semihard() },
  distance: anyMeasure(l2()),
  reducer: meanOfNonZero,
  make: ({ margin, swap, smooth, rules, distance, reducer }) => ({
    whenCollapsed: smooth ? Math.log1p(Math.exp(margin)) : margin,
    of: (batch) => {
      const { ap, an, pn, positive, negative, valid } = tuples(choose(batch, closeness(distance), rules))
      const violation = add(sub(ap, swap ? min(an, pn()) : an), margin)
      const losses = smooth ? logOnePlusExp(violation) : relu(violation)
      return {
        loss: reducer(losses, valid, batch.labels),
        valid: shareOfAnchors(valid),
        active: shareOfActive(losses, valid),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }),
})

export type TripletOptions = NonNullable<Parameters<typeof triplet>[0]>
