import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import {
  add,
  and,
  concat,
  expand,
  gather,
  less,
  logSumExpWhere,
  mul,
  relu,
  reshape,
  squeeze,
  sub,
  unsqueeze,
  where,
} from '../ops/index.ts'
import { maybe } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import type { Batch } from '../pairs/batch.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive } from './shares.ts'

/** Lifted structure loss: a positive pair shall be nearer than the nearest negatives, softly, of either of its two.
 *
 *  L = mean over positive pairs of 1/2 [ d(a,p) - m_p + ln( Σ_n e^(m_n - d(a,n)) + Σ_n e^(m_n - d(p,n)) ) ]+²
 *
 *  @source Song, Xiang, Jegelka, Savarese 2016, eq. 4; m_p is pytorch-metric-learning's. A positive among references that
 *    are no anchors has no negatives: its sum is left out.
 *  @use Where every pair of the batch shall take part: each positive is weighed against all negatives around it.
 *  @cost B x B: the logarithm of each anchor's sum is taken once. B x K for the pairs.
 *  @collapse With all positives, yes: the square pulls the farthest pair most. With the easiest positive
 *    little less: negatives are pushed without end, a whole class the same way. */
export const liftedStructure = defineLoss({
  name: 'lifted-structure',
  options: {
    positiveMargin: maybe('taken off the distance of positives (of a similarity: added); usual 0'),
    negativeMargin: maybe('how far negatives are asked to be (of a similarity: how alike they may be); usual 1'),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(l2()),
  reducer: mean,
  make: ({ positiveMargin = 0, negativeMargin = 1, rules, distance, reducer }) => ({
    of: (batch) => {
      const measure = closeness(distance)
      const choice = choose(batch, measure, rules)
      const listed = choice.listed(choice.positive)
      const { ap, an, positive, negative, valid } = pairs({ ...choice, positive: listed })
      const of = { sum: logSumExpWhere(sub(measure.threshold(negativeMargin), an), negative), any: anyOf(negative) }
      const push = ofEither(batch, of, reshape(listed.columns!, ap.shape))
      const violation = relu(add(sub(ap, measure.threshold(positiveMargin)), push.sum))
      const losses = mul(mul(violation, violation), 0.5)
      const counts = and(positive, push.any)
      return {
        loss: reducer(losses, counts, batch.labels),
        valid,
        active: shareOfActive(losses, counts),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }),
})

export type LiftedStructureOptions = NonNullable<Parameters<typeof liftedStructure>[0]>

/** A logarithm of a sum of exponentials, and whether there was anything to sum. */
interface LogSum {
  readonly sum: Tensor
  readonly any: Tensor
}

/** Of the anchors [B, 1] to that of both of each pair [B, P], given the columns of the other one. */
function ofEither({ references }: Batch, own: LogSum, columns: Tensor): LogSum {
  const [size, width] = fixed(columns.shape, 'lifted-structure') as [number, number]
  const both = (own: Tensor, others: Tensor): Tensor =>
    concat([expand(unsqueeze(own, [2]), [size, width, 1]), unsqueeze(others, [2])], 2)
  const anchor = less(columns, references ? (references.beginWithBatch ? size : 0) : size)
  const places = where(anchor, columns, 0)
  const sums = both(own.sum, gather(squeeze(own.sum, [1]), places))
  const any = both(own.any, and(anchor, gather(squeeze(own.any, [1]), places)))
  return { sum: squeeze(logSumExpWhere(sums, any), [2]), any: squeeze(anyOf(any), [2]) }
}
