import { squaredL2 } from '../distances/squaredL2.ts'
import { demand } from '../errors.ts'
import { add, cast, cumSum, div, max, mul, reduceSum } from '../ops/index.ts'
import { whole } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { defineLoss, only } from './define.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'
import { softHistogram } from './softHistogram.ts'

/** FastAP: the average precision of each anchor's ranking, read off soft histograms of its distances.
 *
 *  L = mean over anchors of 1 - 1/N_p Σ_l h_p(l) H_p(l) / H(l)
 *
 *  h_p is the histogram of the distances to the N_p chosen positives, H_p its running sum, H that with the chosen
 *  negatives. Each distance is shared by the two nodes around it; the nodes are 0, Δ, .., up to the largest distance of
 *  rows of length 1. Computed as 1/N_p Σ_l h_p H_n / H, n the negatives: the same, and exactly 0 where every positive
 *  comes first.
 *
 *  @source Cakir, He, Xia, Kulis, Sclaroff 2019, Deep Metric Learning to Rank. All pairs, as in
 *    pytorch-metric-learning, where a miner gives anchors a weight and chooses nothing.
 *  @use Where the ranking shall be good as a whole, in large batches: it has no margin and weighs errors by rank.
 *  @cost B x B, whatever the number of bins.
 *  @collapse Positives are pulled only past negatives that lie before them in the ranking: a class that is apart from the
 *    others may keep its spread. With the easiest positive only the nearest is pulled, and kinds may stay apart. */
export const fastAp = defineLoss({
  name: 'fast-ap',
  options: { bins: whole(10, 'into how many bins the distances are sorted') },
  rules: { positives: easiest(), negatives: all() },
  distance: only(squaredL2()),
  reducer: mean,
  make: ({ bins, rules, distance, reducer }) => {
    const largest = { l2: 2, squared_l2: 4 }[distance.name]
    demand(largest, {
      who: 'fast-ap',
      rule: 'its bins divide a distance of rows of length 1, l2 or squared l2',
      value: distance.name,
    })
    return {
      of: (batch) => {
        const { ap, an, positive, negative } = listedPairs(choose(batch, distance, rules), batch)
        const inBins = bins / largest
        const h = softHistogram(mul(ap, inBins), positive, bins + 1).atNodes()
        const before = cumSum(softHistogram(mul(an, inBins), negative, bins + 1).atNodes(), 1)
        const wrong = div(mul(h, before), max(add(cumSum(h, 1), before), 1e-12))
        const sum = reduceSum(wrong, { axes: [1], keepdims: true })
        const losses = div(sum, max(reduceSum(cast(positive, 'float32'), { axes: [1], keepdims: true }), 1))
        const counts = anyOf(positive)
        return {
          loss: reducer(losses, counts, batch.labels),
          valid: shareOfAnchors(counts),
          active: shareOfActive(losses, counts),
          positive: meanDistance(ap, positive),
          negative: meanDistance(an, negative),
        }
      },
    }
  },
})

export type FastApOptions = NonNullable<Parameters<typeof fastAp>[0]>
