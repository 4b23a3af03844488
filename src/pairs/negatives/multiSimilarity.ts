import { and, greater, reduceMin, sub, where } from '../../ops/index.ts'
import { number } from '../../option.ts'
import { defineRule } from '../defineRule.ts'

/** Multi-similarity negatives: those more alike than the least alike positive, or hardly less. s is the cosine, whatever the
 *  loss measures by. An anchor without positives has none.
 *
 *  N = { n : s(a,n) + epsilon > min over p of s(a,p) }
 *
 *  @source Wang, Han, Huang, Dong, Scott 2019, Multi-Similarity Loss with General Pair Weighting, its mining of pairs;
 *    MultiSimilarityMiner of pytorch-metric-learning, with the same epsilon.
 *  @use With multi-similarity and other losses of pairs: what is told apart already does not water down the rest.
 *  @cost A few passes over B x B.
 *  @collapse Whether classes fall onto one point is up to the positives. */
export const multiSimilarity = defineRule({
  side: 'negative',
  name: 'multi-similarity',
  bound: false,
  options: { epsilon: number(0.1, 'how much less alike than the least alike positive, in cosine') },
  make:
    ({ epsilon }) =>
    ({ cosines, allowed, opposed }) => {
      const s = cosines()
      const leastAlike = reduceMin(where(opposed, s, 3e38), { axes: [1], keepdims: true })
      return { columns: null, valid: and(allowed, greater(s, sub(leastAlike, epsilon))) }
    },
})
