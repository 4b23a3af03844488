import { cosine } from '../distances/cosine.ts'
import { likeness } from '../distances/likeness.ts'
import {
  add,
  and,
  cast,
  div,
  greater,
  logSumExpWhere,
  max,
  reduceMax,
  reduceSum,
  softplus,
  sub,
  where,
} from '../ops/index.ts'
import { number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { everyAnchor } from './everyAnchor.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'
import { similarityReport } from './similarityReport.ts'

/** Supervised contrastive loss: among all chosen pairs of an anchor, a softmax shall spread evenly over its positives.
 *
 *  L = mean over anchors of 1/|P| sum over positives p of -ln( e^(s(a,p) / temperature) / sum over all pairs k of the anchor
 *    of e^(s(a,k) / temperature) )
 *
 *  Anchors without positives count as 0, and so does a batch without negatives; the mean is over those that are not 0.
 *
 *  @source Khosla, Teterwak, Wang, Sarna, Tian, Isola, Maschinot, Liu, Krishnan 2020, Supervised Contrastive Learning,
 *    eq. 2 (L out). pytorch-metric-learning: temperature 0.1, all positives.
 *  @use Classes with many samples in a batch. Of one positive for each anchor it is ntXent.
 *  @cost B x B.
 *  @collapse With all positives, yes: their even share of the softmax is had only where they are equally alike. With the
 *    easiest positive, kinds may stay apart. */
export const supCon = defineLoss({
  name: 'sup-con',
  options: {
    temperature: number(0.1, 'divides the similarities: the lower, the more the nearest pairs count', { above: 0 }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(cosine()),
  reducer: meanOfNonZero,
  make: ({ temperature, rules, distance, reducer }) => ({
    of: (batch) => {
      const chosen = listedPairs(choose(batch, likeness(distance), rules), batch)
      const { positive, negative } = chosen
      const z = div(chosen.ap, temperature)
      const own = logSumExpWhere(z, positive)
      const others = logSumExpWhere(div(chosen.an, temperature), negative, { none: -1e30 })
      const count = reduceSum(cast(positive, 'float32'), { axes: [1], keepdims: true })
      const average = div(reduceSum(where(positive, z, 0), { axes: [1], keepdims: true }), max(count, 1))
      const counts = and(anyOf(positive), anyAtAll(negative))
      // The logarithm of the softmax's sum is own + softplus(others - own); added in this order, what is next to nothing is
      // not lost beside own, and still counts.
      const losses = where(counts, add(sub(own, average), softplus(sub(others, own))), 0)
      return {
        loss: reducer(losses, everyAnchor(losses), batch.labels),
        ...similarityReport(chosen, losses, counts),
      }
    },
  }),
})

export type SupConOptions = NonNullable<Parameters<typeof supCon>[0]>

const anyAtAll = (condition: Tensor): Tensor => greater(reduceMax(cast(condition, 'float32')), 0)
