import { add, and, less, reduceMax, where } from '../../ops/index.ts'
import { number } from '../../option.ts'
import { defineRule } from '../defineRule.ts'

/** Multi-similarity positives: those less alike than the most alike negative, or hardly more. s is the cosine, whatever the
 *  loss measures by. An anchor without negatives has none.
 *
 *  P = { p : s(a,p) - epsilon < max over n of s(a,n) }
 *
 *  @source Wang, Han, Huang, Dong, Scott 2019, Multi-Similarity Loss with General Pair Weighting, its mining of pairs;
 *    MultiSimilarityMiner of pytorch-metric-learning, with the same epsilon.
 *  @use With multi-similarity and other losses of pairs.
 *  @cost A few passes over B x B.
 *  @collapse Less than all positives: where a class is apart from all others, none pulls. */
export const multiSimilarity = defineRule({
  side: 'positive',
  name: 'multi-similarity',
  bound: false,
  options: { epsilon: number(0.1, 'how much more alike than the most alike negative, in cosine') },
  make:
    ({ epsilon }) =>
    ({ cosines, allowed, opposed }) => {
      const s = cosines()
      const mostAlike = reduceMax(where(opposed, s, -3e38), { axes: [1], keepdims: true })
      return { columns: null, valid: and(allowed, less(s, add(mostAlike, epsilon))) }
    },
})
