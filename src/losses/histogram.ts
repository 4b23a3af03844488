import { closeness } from '../distances/closeness.ts'
import { cosine } from '../distances/cosine.ts'
import {
  and,
  concat,
  countWhere,
  cumSum,
  div,
  max,
  mul,
  or,
  reduceMax,
  reduceMin,
  reduceSum,
  sub,
  transposed,
  where,
} from '../ops/index.ts'
import { whole } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import type { Batch } from '../pairs/batch.ts'
import type { Choice } from '../pairs/choose.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import type { Pairs } from '../pairs/pairs.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { bools } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import { defineLoss } from './define.ts'
import { pairReport } from './pairReport.ts'
import { softHistogram } from './softHistogram.ts'

/** Histogram loss: how likely a negative pair, drawn at random, is more alike than a positive pair.
 *
 *  L = Σ_r h_n(r) Σ_(q ≤ r) h_p(q)
 *
 *  h_p and h_n are the histograms of the cosine similarities of positive and negative pairs, each summing to 1. Each
 *  similarity is shared by the two nodes around it, which lie 2 / bins apart from -1 to 1. A pair counts where one of its
 *  two has both a positive and a negative.
 *
 *  @source Ustinova, Lempitsky 2016, Learning Deep Embeddings with Histogram Loss. Theirs and
 *    pytorch-metric-learning's counts a pair once that each of its two chose, here it counts twice: the same with all pairs.
 *  @use Where no margin or temperature shall be set: it has none.
 *  @cost B x B, whatever the number of bins.
 *  @collapse Positives are pulled only while negatives are as alike: at a value of 0 a class may keep its spread. With the
 *    easiest positives only those compete with the negatives. */
export const histogram = defineLoss({
  name: 'histogram',
  options: { bins: whole(100, 'into how many bins -1 .. 1 is divided') },
  rules: { positives: easiest(), negatives: all() },
  make: ({ bins, rules }) => ({
    whenCollapsed: 1,
    of: (batch) => {
      const choice = choose(batch, closeness(cosine()), rules)
      const chosen = pairs({ ...choice, positive: choice.listed(choice.positive) })
      const counted = inTuples(chosen, choice, batch)
      const { ap, an, positive, negative } = counted
      const density = (d: Tensor, valid: Tensor): Tensor => {
        const counts = softHistogram(mul(sub(1, d), bins / 2), valid, bins + 1).atNodes()
        return div(reduceSum(counts, { axes: [0] }), max(countWhere(valid), 1))
      }
      const nearest = reduceMin(where(negative, an, 3))
      const farthest = reduceMax(where(positive, ap, -3))
      return {
        loss: reduceSum(mul(density(an, negative), cumSum(density(ap, positive), 0))),
        ...pairReport(counted, sub(ap, nearest), sub(farthest, an)),
      }
    },
  }),
})

export type HistogramOptions = NonNullable<Parameters<typeof histogram>[0]>

/** The pairs of anchors that have one on either side. A negative pair within the batch counts from both its ends where it
 *  does from one, or pairs with a sample that is alone in its class would weigh half. */
function inTuples(chosen: Pairs, { negative }: Choice, { references }: Batch): Pairs {
  const pulled = anyOf(chosen.positive)
  const within = !negative.columns && (!references || references.beginWithBatch)
  return {
    ...chosen,
    positive: and(chosen.positive, anyOf(chosen.negative)),
    negative: and(
      chosen.negative,
      within ? or(pulled, asColumns(pulled, fixedDim(chosen.an, 1, 'histogram'))) : pulled,
    ),
  }
}

/** Of the anchors [B, 1] to that of the columns [1, M], of which the first B are the anchors; false of the others. */
function asColumns(ofAnchors: Tensor, width: number): Tensor {
  const others = width - fixedDim(ofAnchors, 0, 'histogram')
  const columns = transposed(ofAnchors)
  return others === 0 ? columns : concat([columns, constant(bools(new Uint8Array(others), [1, others]))], 1)
}
