import { and, expand, greater, squeeze, unsqueeze } from '../../ops/index.ts'
import { fixed } from '../../tensor/shape.ts'
import { defineRule } from '../defineRule.ts'
import { nearest } from '../nearest.ts'
import { one } from '../one.ts'

/** Semi-hard negative (Schroff et al. 2015): the nearest sample of another class beyond the chosen positive.
 *  n = argmin d(a, n) with d(a, n) > d(a, p).  No such n: that positive does not count. */
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
