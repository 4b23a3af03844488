import { unsqueeze } from '../../ops/index.ts'
import { whole } from '../../option.ts'
import { defineRule } from '../defineRule.ts'
import { kNearest } from '../kNearest.ts'

/** The k easiest positives: the k nearest of the class.
 *
 *  P = the k of the class with least d(a,p)
 *
 *  @source Between the easiest positive (k = 1; Xuan et al. 2020, Levi et al. 2021) and all of them. Not in
 *    pytorch-metric-learning.
 *  @use Kinds of at least k + 1 samples in a batch: a kind holds together more firmly than by one pull.
 *  @cost A partial sort of each row, and B x k pairs; a loss over tuples takes k times those of the easiest.
 *  @collapse No, as long as k is less than the samples of a kind in the batch; with k = K - 1 it is all positives. */
export const kEasiest = defineRule({
  side: 'positive',
  name: 'k-easiest',
  bound: false,
  options: { k: whole(2, 'how many of the nearest') },
  make:
    ({ k }) =>
    ({ order, allowed }) => {
      const { columns, valid } = kNearest(order, allowed, k)
      return { columns: unsqueeze(columns, [2]), valid: unsqueeze(valid, [2]) }
    },
})
