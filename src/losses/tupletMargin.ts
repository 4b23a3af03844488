import { cosine } from '../distances/cosine.ts'
import { add, and, logSumExpWhere, mul, safeSqrt, softplus, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { defineLoss, only } from './define.ts'
import { mean } from './reducers/mean.ts'
import { similarityReport } from './similarityReport.ts'

/** Tuplet margin loss: the positive shall be more alike than all negatives of the anchor at once, even where a slack angle
 *  is taken off its own.
 *
 *  L = mean over positives of ln(1 + sum over negatives of e^(scale (cos t_an - cos(t_ap - margin))))
 *  t the angle between two embeddings
 *
 *  A positive whose anchor has no negatives does not count.
 *
 *  @source Yu, Tao 2019, Deep Metric Learning with Tuplet Margin Loss, section 3, without the intra-pair variance that they
 *    add (intraPairVariance). The margin makes the positive's angle smaller, so that positives already as near as it
 *    are not pulled on. pytorch-metric-learning: all positives.
 *  @use In place of triplet loss where batches have many classes: all negatives of an anchor in one bound.
 *  @cost B x B.
 *  @collapse With all positives less than others: below the slack angle a positive is pushed back rather than pulled. With
 *    the easiest positive, kinds may stay apart. */
export const tupletMargin = defineLoss({
  name: 'tuplet-margin',
  options: {
    margin: number(5.73, "the slack taken off the positive's angle, in degrees", { least: 0, most: 180 }),
    scale: number(64, 'factor of the cosines: the larger, the more the nearest negatives count', { above: 0 }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: only(cosine()),
  reducer: mean,
  make: ({ margin, scale, rules, distance, reducer }) => {
    const slack = (margin * Math.PI) / 180
    return {
      of: (batch) => {
        const chosen = listedPairs(choose(batch, distance, rules), batch)
        const { ap, an, positive, negative } = chosen
        const among = logSumExpWhere(mul(an, scale), negative, { none: -1e30 })
        // cos(t - slack), without the arc cosine, whose gradient is infinite at 0.
        const sine = safeSqrt(sub(1, mul(ap, ap)))
        const eased = add(mul(ap, Math.cos(slack)), mul(sine, Math.sin(slack)))
        const losses = softplus(sub(among, mul(eased, scale)))
        const counts = and(positive, anyOf(negative))
        return { loss: reducer(losses, counts, batch.labels), ...similarityReport(chosen, losses, counts) }
      },
    }
  },
})

export type TupletMarginOptions = NonNullable<Parameters<typeof tupletMargin>[0]>
