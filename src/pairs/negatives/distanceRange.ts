import { maybe, number } from '../../option.ts'
import { defineRule } from '../defineRule.ts'
import { inRange } from '../inRange.ts'

/** Negatives at a distance within a range. The distance is that of the loss; of a similarity with its sign turned around: a
 *  cosine above 0.3 is a distance below -0.3.
 *
 *  N = { n : from < d(a,n) < to }
 *
 *  @source PairMarginMiner of pytorch-metric-learning, whose neg_margin is to, with the same 0.8.
 *  @use to leaves out negatives that are far enough; from leaves out those so near that they are likely a wrong label.
 *  @cost One pass over B x B for each bound.
 *  @collapse Whether classes fall onto one point is up to the positives; with from, nothing drives apart what fell together. */
export const distanceRange = defineRule({
  side: 'negative',
  name: 'distance-range',
  bound: false,
  options: {
    from: maybe('nearer negatives, or as near, are left out; usual none'),
    to: number(0.8, 'farther negatives, or as far, are left out'),
  },
  make: (range) => inRange('distance-range negatives', range),
})
