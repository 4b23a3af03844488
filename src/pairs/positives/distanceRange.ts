import { maybe, number } from '../../option.ts'
import { defineRule } from '../defineRule.ts'
import { inRange } from '../inRange.ts'

/** Positives at a distance within a range. The distance is that of the loss; of a similarity with its sign turned around: a
 *  cosine above 0.3 is a distance below -0.3.
 *
 *  P = { p : from < d(a,p) < to }
 *
 *  @source PairMarginMiner of pytorch-metric-learning, whose pos_margin is from, with the same 0.2.
 *  @use from leaves out positives that are near enough; to leaves out those so far that they are another kind, or a wrong
 *    label.
 *  @cost One pass over B x B for each bound.
 *  @collapse With from above 0, less than with all positives: near ones no longer pull. With to below the distance of kinds,
 *    kinds stay apart. */
export const distanceRange = defineRule({
  side: 'positive',
  name: 'distance-range',
  bound: false,
  options: {
    from: number(0.2, 'nearer positives, or as near, are left out'),
    to: maybe('farther positives, or as far, are left out; usual none'),
  },
  make: (range) => inRange('distance-range positives', range),
})
