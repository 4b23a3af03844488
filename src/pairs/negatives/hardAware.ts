import { neg } from '../../ops/index.ts'
import { number } from '../../option.ts'
import { defineRule } from '../defineRule.ts'
import { hardestShare } from '../hardestShare.ts'

/** Hard-aware negatives: of all negative pairs of the batch the share that is nearest. Those equal to the last of them count
 *  too.
 *
 *  N = the share · |all| pairs, rounded up, with least d(a,n)
 *
 *  @source Yuan, Yang, Zhang 2017, Hard-Aware Deeply Cascaded Embedding; HDCMiner of pytorch-metric-learning,
 *    whose filter_percentage is share, with the same 0.5. One stage: a cascade is one such rule for each.
 *  @use Where some anchors have hard pairs and others none: the rules that choose for each anchor take as many of both.
 *  @cost 32 passes over B x B, to find the last of them.
 *  @collapse Whether classes fall onto one point is up to the positives. */
export const hardAware = defineRule({
  side: 'negative',
  name: 'hard-aware',
  bound: false,
  options: { share: number(0.5, 'of all negative pairs', { above: 0, most: 1 }) },
  make:
    ({ share }) =>
    ({ distances, allowed }) => ({ columns: null, valid: hardestShare(neg(distances()), allowed, share) }),
})
