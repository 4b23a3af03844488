import { unsqueeze } from '../../ops/index.ts'
import { whole } from '../../option.ts'
import { defineRule } from '../defineRule.ts'
import { kNearest } from '../kNearest.ts'

/** The k hardest negatives: the k nearest samples of other classes.
 *
 *  N = the k of other classes with least d(a,n)
 *
 *  @source Between the hardest negative (k = 1; Hermans et al. 2017) and all of them. Not in pytorch-metric-learning.
 *  @use Large batches and memories, where all negatives are too many and the hardest alone is often a wrong label.
 *  @cost A partial sort of each row, and B x k pairs.
 *  @collapse As the hardest negative, less by as much as k is larger. */
export const kHardest = defineRule({
  side: 'negative',
  name: 'k-hardest',
  bound: false,
  options: { k: whole(10, 'how many of the nearest') },
  make:
    ({ k }) =>
    ({ order, allowed }) => {
      const { columns, valid } = kNearest(order, allowed, k)
      return { columns: unsqueeze(columns, [1]), valid: unsqueeze(valid, [1]) }
    },
})
