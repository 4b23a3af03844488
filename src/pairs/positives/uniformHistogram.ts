import { whole } from '../../option.ts'
import { fixed } from '../../tensor/shape.ts'
import { defineRule } from '../defineRule.ts'
import { uniformOverBins } from '../uniformOverBins.ts'

/** Uniform-histogram positives: of all positive pairs of the batch a draw in which all distances are equally likely. The
 *  range of their distances is cut into bins of equal width, and about as many pairs are drawn from each.
 *
 *  P(a,p) = perBin / |its bin|, the probability of being drawn
 *
 *  @source UniformHistogramMiner of pytorch-metric-learning, with the same 100 bins and 10 pairs of each. There exactly
 *    perBin pairs are drawn from each bin with replacement, so that a pair of a small bin counts several times; here each
 *    pair is drawn by itself and counts once, and a bin of fewer than perBin pairs is taken whole.
 *  @use Where most pairs lie at one distance, as they do in many dimensions, and would drown the others.
 *  @cost A few passes over B x B, as much noise, and one count.
 *  @collapse Less than all positives: of the many near pairs of a class that is one point already few are drawn. */
export const uniformHistogram = defineRule({
  side: 'positive',
  name: 'uniform-histogram',
  bound: false,
  options: {
    bins: whole(100, 'into how many the range of distances is cut'),
    perBin: whole(10, 'how many pairs are drawn from each, on average'),
  },
  make:
    (options) =>
    ({ distances, allowed, noise }) => {
      const uniform = noise('positives', fixed(allowed.shape, 'uniformHistogram'))
      return { columns: null, valid: uniformOverBins(distances(), allowed, uniform, options) }
    },
})
