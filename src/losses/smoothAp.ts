import { closeness } from '../distances/closeness.ts'
import { cosine } from '../distances/cosine.ts'
import { add, div } from '../ops/index.ts'
import { flag, number } from '../option.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'
import { softRanks } from './softRanks.ts'

/** Smooth AP: the average precision of each anchor's ranking, with a sigmoid in place of each comparison.
 *
 *  L = mean over anchors of 1 - mean over p of R_p(p) / R(p)
 *  R(p) = 1 + Σ_(x ≠ p) σ((s(a,x) - s(a,p)) / t), over all that were chosen;  R_p(p) the same over the positives alone
 *
 *  Computed as N(p) / R(p), N the sum over the negatives: the same, and exactly 0 where none comes near. Of a distance,
 *  s is its negative. Negatives that a rule measures from a positive count for that positive alone.
 *
 *  @source Brown, Xie, Kalogeiton, Zisserman 2020, Smooth-AP. The code of the authors and pytorch-metric-learning
 *    count the anchor as a positive of its own (withAnchor); both take all pairs and ask for classes of one
 *    size, here any will do.
 *  @use Where the ranking shall be good as a whole: it weighs errors at the top most. With the easiest positive it is
 *    1 - 1 / R, R the rank of the nearest of the class.
 *  @cost B x K x B, K chosen positives of an anchor: with the easiest B x B.
 *  @collapse Positives are pulled only past negatives that come before them: a class that is apart from the others may keep
 *    its spread. With the easiest positive only the nearest is pulled, and kinds may stay apart among others, too. */
export const smoothAp = defineLoss({
  name: 'smooth-ap',
  options: {
    temperature: number(0.01, 'width of the sigmoid, in units of the similarity', { above: 0 }),
    withAnchor: flag('count the anchor as a positive of its own, the first of its ranking'),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ temperature, withAnchor, rules, distance, reducer }) => ({
    of: (batch) => {
      const ranks = softRanks(batch, closeness(distance), { rules, temperature, withAnchor })
      const { ap, an, counts, positive, negative, negatives, positives, meanOfPositives } = ranks
      const losses = meanOfPositives(div(negatives, add(add(negatives, positives), 1)))
      return {
        loss: reducer(losses, counts, batch.labels),
        valid: shareOfAnchors(counts),
        active: shareOfActive(losses, counts),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }),
})

export type SmoothApOptions = NonNullable<Parameters<typeof smoothAp>[0]>
