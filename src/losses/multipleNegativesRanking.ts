import { cosine } from '../distances/cosine.ts'
import { likeness } from '../distances/likeness.ts'
import type { Similarities } from '../distances/measure.ts'
import { add, and, gather, logSumExpWhere, mul, reshape, softplus, sub, transposed } from '../ops/index.ts'
import { flag, number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import type { Choice } from '../pairs/choose.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Selection } from '../pairs/rule.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { similarityReport } from './similarityReport.ts'

/** Multiple negatives ranking: of an anchor's own positive and all others of the batch, a softmax shall pick its own.
 *
 *  L = mean over anchors of -ln( e^(scale s(a,p)) / (e^(scale s(a,p)) + sum over negatives of e^(scale s(a,n))) )
 *
 *  The rule for positives says which is the own one. Negatives are the rest of the batch, or of the other tower, that is of
 *  another class: pairs of one class are not held against one another. symmetric: the mean of that and of the same seen from
 *  the positive, among all anchors of another class than its own. An anchor without negatives does not count.
 *
 *  @source Henderson, Al-Rfou, Strope, Sung, Lukács, Guo, Kumar, Miklos, Kurzweil 2017, Efficient Natural Language Response
 *    Suggestion, with dot products. Scale 20 and cosines are those of sentence-transformers.
 *  @use Pairs of two towers: give the other tower as references, and as labels the number of the pair.
 *  @cost B x M, M the references; symmetric twice the passes over it.
 *  @collapse With the easiest positive, kinds may stay apart. With all positives as ntXent. */
export const multipleNegativesRanking = defineLoss({
  name: 'multiple-negatives-ranking',
  options: {
    scale: number(20, 'factor of the similarities: the larger, the more the nearest negatives count', { above: 0 }),
    symmetric: flag('let each positive pick its anchor too'),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ scale, symmetric, rules, distance, reducer }) => ({
    of: (batch) => {
      const choice = choose(batch, likeness(distance), rules)
      const chosen = listedPairs(choice, batch)
      const { ap, an, positive, negative, selection } = chosen
      const own = mul(ap, scale)
      const forth = softplus(sub(logSumExpWhere(mul(an, scale), negative, { none }), own))
      const back = (): Tensor => softplus(sub(amongAnchors(choice, scale, selection), own))
      const losses = symmetric ? mul(add(forth, back()), 0.5) : forth
      const counts = and(positive, anyOf(negative))
      return { loss: reducer(losses, counts, batch.labels), ...similarityReport(chosen, losses, counts) }
    },
  }),
})

export type MultipleNegativesRankingOptions = NonNullable<Parameters<typeof multipleNegativesRanking>[0]>

/** What stands for the logarithm of no sum at all. */
const none = -1e30

/** Of each chosen positive, the logarithm of the sum over the anchors of another class, [B, P] or, of every column,
 *  [1, M]. */
function amongAnchors({ matrix, other, x }: Choice<Similarities>, scale: number, { columns }: Selection): Tensor {
  const ofReferences = logSumExpWhere(mul(transposed(matrix()), scale), transposed(other), { none })
  if (!columns) return transposed(ofReferences)
  return gather(reshape(ofReferences, [-1]), reshape(columns, [fixedDim(x, 0, 'amongAnchors'), -1]))
}
