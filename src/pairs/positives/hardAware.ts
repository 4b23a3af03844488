import { number } from '../../option.ts'
import { defineRule } from '../defineRule.ts'
import { hardestShare } from '../hardestShare.ts'

/** Hard-aware positives: of all positive pairs of the batch the share that is farthest apart. Those equal to the last of
 *  them count too.
 *
 *  P = the share · |all| pairs, rounded up, with most d(a,p)
 *
 *  @source Yuan, Yang, Zhang 2017, Hard-Aware Deeply Cascaded Embedding; HDCMiner of pytorch-metric-learning,
 *    whose filter_percentage is share, with the same 0.5. One stage: a cascade is one such rule for each.
 *  @use Where some anchors have hard pairs and others none: the rules that choose for each anchor take as many of both.
 *  @cost 32 passes over B x B, to find the last of them.
 *  @collapse Yes, as with the hardest positive: far ends of a class pull at one another. */
export const hardAware = defineRule({
  side: 'positive',
  name: 'hard-aware',
  bound: false,
  options: { share: number(0.5, 'of all positive pairs', { above: 0, most: 1 }) },
  make:
    ({ share }) =>
    ({ distances, allowed }) => ({ columns: null, valid: hardestShare(distances(), allowed, share) }),
})
