import { cosine } from '../distances/cosine.ts'
import { likeness } from '../distances/likeness.ts'
import { add, div, logSumExpWhere, mul, or, softplus, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { everyAnchor } from './everyAnchor.ts'
import { mean } from './reducers/mean.ts'
import { similarityReport } from './similarityReport.ts'

/** Multi-similarity loss: positives shall be more alike than a base, negatives less, and the pairs of an anchor that break
 *  this most count most.
 *
 *  L = mean over anchors of 1/alpha ln(1 + sum over positives of e^(-alpha (s(a,p) - base)))
 *    + 1/beta ln(1 + sum over negatives of e^(beta (s(a,n) - base)))
 *
 *  An anchor without pairs counts as 0.
 *
 *  @source Wang, Han, Huang, Dong, Scott 2019, Multi-Similarity Loss, eq. 15, there of mined pairs (the rules of that
 *    name), and base called lambda. Defaults are those of pytorch-metric-learning, which takes all pairs.
 *  @use A strong loss over all negatives that weighs them by itself: no margin to set.
 *  @cost B x B.
 *  @collapse With all positives: each asks to be more alike than base, softly, so a class draws together without end. With
 *    the easiest positive, kinds may stay apart. */
export const multiSimilarity = defineLoss({
  name: 'multi-similarity',
  options: {
    alpha: number(2, 'how sharply the least alike positives outweigh the others', { above: 0 }),
    beta: number(50, 'how sharply the most alike negatives outweigh the others', { above: 0 }),
    base: number(0.5, 'the similarity (of a distance: the distance) that divides positives from negatives'),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ alpha, beta, base, rules, distance, reducer }) => {
    const measure = likeness(distance)
    const lambda = measure.threshold(base)
    return {
      of: (batch) => {
        const chosen = listedPairs(choose(batch, measure, rules), batch)
        const { ap, an, positive, negative } = chosen
        const pull = logSumExpWhere(mul(sub(lambda, ap), alpha), positive, { none: -1e30 })
        const push = logSumExpWhere(mul(sub(an, lambda), beta), negative, { none: -1e30 })
        const losses = add(div(softplus(pull), alpha), div(softplus(push), beta))
        return {
          loss: reducer(losses, everyAnchor(losses), batch.labels),
          ...similarityReport(chosen, losses, or(anyOf(positive), anyOf(negative))),
        }
      },
    }
  },
})

export type MultiSimilarityOptions = NonNullable<Parameters<typeof multiSimilarity>[0]>
