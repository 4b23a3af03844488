import { squaredL2 } from '../distances/squaredL2.ts'
import { demand } from '../errors.ts'
import { add, cast, cumSum, div, max, mul, reduceSum, reshape } from '../ops/index.ts'
import { whole } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { fixed } from '../tensor/shape.ts'
import { defineLoss, only } from './define.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'
import { softHistogram } from './softHistogram.ts'

/** FastAP: the average precision of each anchor's ranking, read off soft histograms of its distances.
 *
 *  L = mean over anchors of 1 - 1/N_p Σ_l h_p(l) H_p(l) / H(l)
 *
 *  h_p is the histogram of the distances to the N_p positives, H_p its running sum, H that of all distances. Each distance
 *  is shared by the two nodes around it; the nodes are 0, Δ, .., up to the largest distance of rows of length 1. Computed
 *  as 1/N_p Σ_l h_p H_n / H, n the negatives: the same, and exactly 0 where every positive comes first.
 *
 *  @source Cakir, He, Xia, Kulis, Sclaroff 2019, Deep Metric Learning to Rank. In pytorch-metric-learning
 *    anchors may have weights by a miner.
 *  @use Where the ranking shall be good as a whole, in large batches: it has no margin and weighs errors by rank.
 *  @cost B x B, whatever the number of bins.
 *  @collapse Positives are pulled only past negatives that lie before them in the ranking: a class that is apart from the
 *    others may keep its spread. All positives count; there is no rule to choose. */
export const fastAp = defineLoss({
  name: 'fast-ap',
  options: { bins: whole(10, 'into how many bins the distances are sorted') },
  distance: only(squaredL2()),
  reducer: mean,
  make: ({ bins, distance, reducer }) => {
    const largest = { l2: 2, squared_l2: 4 }[distance.name]
    demand(largest, {
      who: 'fast-ap',
      rule: 'its bins divide a distance of rows of length 1, l2 or squared l2',
      value: distance.name,
    })
    return {
      of: (batch) => {
        const choice = choose(batch, distance, everyPair)
        const listed = choice.listed(choice.positive)
        const ap = choice.measured(listed)
        const [size, width] = fixed(ap.shape, 'fast-ap') as [number, number, number]
        const positive = reshape(listed.valid, [size, width])
        const inBins = bins / largest
        const h = softHistogram(mul(reshape(ap, [size, width]), inBins), positive, bins + 1).atNodes()
        const before = cumSum(softHistogram(mul(choice.matrix(), inBins), choice.other, bins + 1).atNodes(), 1)
        const wrong = div(mul(h, before), max(add(cumSum(h, 1), before), 1e-12))
        const sum = reduceSum(wrong, { axes: [1], keepdims: true })
        const losses = div(sum, max(reduceSum(cast(positive, 'float32'), { axes: [1], keepdims: true }), 1))
        const counts = anyOf(positive)
        return {
          loss: reducer(losses, counts, batch.labels),
          valid: shareOfAnchors(counts),
          active: shareOfActive(losses, counts),
          positive: meanDistance(ap, listed.valid),
          negative: meanDistance(choice.matrix(), choice.other),
        }
      },
    }
  },
})

export type FastApOptions = NonNullable<Parameters<typeof fastAp>[0]>

const everyPair = { positives: positives.all(), negatives: negatives.all() }
