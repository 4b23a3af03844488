import { and, expand, greater, squeeze, unsqueeze } from '../../ops/index.ts'
import { fixed } from '../../tensor/shape.ts'
import { defineRule } from '../defineRule.ts'
import { nearest } from '../nearest.ts'
import { one } from '../one.ts'

/** Semi-hard negative: the nearest sample of another class beyond the chosen positive. No such one: that positive does not
 *  count.
 *
 *  n = argmin d(a,n) with d(a,n) > d(a,p)
 *
 *  @source Schroff, Kalenichenko, Philbin 2015, FaceNet, eq. 4. tripletMargin takes all that lie within the margin beyond
 *    the positive, where this takes the nearest.
 *  @use The usual choice with triplet loss.
 *  @cost One pass over B x B; of I chosen positives B x I x B.
 *  @collapse The whole embedding is safe from it: no negative nearer than the positive is chosen. Whether a class falls onto
 *    one point is up to the positives. */
export const semihard = defineRule({
  side: 'negative',
  name: 'semihard',
  bound: true,
  options: {},
  make:
    () =>
    ({ order, allowed }, { order: opposite }) => {
      const [batch, positives] = fixed(opposite.shape, 'semihard') as [number, number]
      if (positives === 1) return one(nearest(order, and(allowed, greater(order, squeeze(opposite, [2])))))
      // Several positives for each anchor: each is compared with every negative, [B, I, M].
      const everyone = expand(unsqueeze(order, [1]), [batch, positives, 1])
      return nearest(everyone, and(unsqueeze(allowed, [1]), greater(everyone, opposite)))
    },
})
