import { l2 } from '../distances/l2.ts'
import {
  add,
  countWhere,
  cumSum,
  div,
  expand,
  gatherElements,
  greater,
  max,
  meanWhere,
  mul,
  reduceSum,
  reshape,
  stopGradient,
  sub,
  unsqueeze,
  where,
} from '../ops/index.ts'
import { number, whole } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { hardest } from '../pairs/negatives/hardest.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { tuples } from '../pairs/tuples.ts'
import { floats } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { defineLoss, only } from './define.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'
import { cellsOf, softHistogram } from './softHistogram.ts'

/** Dynamic soft margin loss: triplet loss without a margin; each tuple weighs as much as the share of tuples that are easier.
 *
 *  L = mean over tuples of CDF(x) x,  x = d(a,p) - d(a,n)
 *
 *  CDF is the running sum of a soft histogram of x that is remembered from step to step: h ← (1 - momentum) h + momentum
 *  (histogram of the batch), at the first step that of the batch. Its nodes lie 2 |minimum| / bins apart from minimum to
 *  -minimum. The value falls below 0 where negatives are farther than positives.
 *
 *  @source Zhang, Rusinkiewicz 2019, Learning Local Descriptors With a CDF-Based Dynamic Soft Margin. In
 *    pytorch-metric-learning the histogram of a batch is not divided by its number of tuples before it is mixed in, so that
 *    it weighs momentum times that number: from the second step on the values differ. As there, the gradient flows
 *    through the histogram of the batch too.
 *  @use Where no margin shall be set: hard tuples get nearly the whole weight, easy ones nearly none.
 *  @cost One pair of each side for each anchor: B x D. All with all: B x K x B.
 *  @collapse With all positives and hard negatives, yes, as triplet loss without a margin: on one point it is 0. With the
 *    easiest positive, kinds may stay apart. */
export const dynamicSoftMargin = defineLoss({
  name: 'dynamic-soft-margin',
  options: {
    minimum: number(-2, 'where the histogram begins, in distances; it ends as far above 0', { below: 0 }),
    bins: whole(10, 'bins of the histogram'),
    momentum: number(0.01, 'share of the newest batch in the histogram', { above: 0, most: 1 }),
  },
  rules: { positives: easiest(), negatives: hardest() },
  distance: only(l2()),
  make: ({ minimum, bins, momentum, rules, distance }) => {
    const nodes = bins + 1
    return {
      init: () => ({ parameters: {}, buffers: { histogram: floats(new Float32Array(nodes)) } }),
      whenCollapsed: 0,
      of: (batch, { histogram }) => {
        const { ap, an, positive, negative, valid } = tuples(choose(batch, distance, rules))
        const size = fixedDim(batch.embeddings, 0, 'dynamic-soft-margin')
        const counts = reshape(valid, [size, -1])
        const x = reshape(sub(ap, an), counts.shape)
        const u = mul(sub(x, minimum), bins / (-2 * minimum))
        const ofBatch = div(reduceSum(softHistogram(u, counts, nodes), { axes: [0] }), max(countWhere(valid), 1))
        const held = mixed(histogram!, ofBatch, momentum)
        const cdf = expand(unsqueeze(cumSum(held, 0), [0]), [size, nodes])
        return {
          loss: meanWhere(mul(gatherElements(cdf, cellsOf(u, nodes), 1), x), counts),
          valid: shareOfAnchors(valid),
          active: shareOfActive(x, counts),
          positive: meanDistance(ap, positive),
          negative: meanDistance(an, negative),
          buffers: { histogram: stopGradient(held) },
        }
      },
    }
  },
})

export type DynamicSoftMarginOptions = NonNullable<Parameters<typeof dynamicSoftMargin>[0]>

/** What was remembered and what the batch says; the one of them that is there, where the other is empty. */
function mixed(held: Tensor, ofBatch: Tensor, momentum: number): Tensor {
  const [some, fresh] = [greater(reduceSum(held), 0), greater(reduceSum(ofBatch), 0)]
  const share = where(fresh, where(some, momentum, 1), 0)
  return add(mul(held, sub(1, share)), mul(ofBatch, share))
}
