import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import { add, logSumExpWhere, relu, sub } from '../ops/index.ts'
import { maybe } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { everyAnchor } from './everyAnchor.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive } from './shares.ts'

/** Generalized lifted structure loss: of each anchor the farthest positives, softly, shall be nearer than the nearest
 *  negatives, softly.
 *
 *  L = mean over anchors of [ ln Σ_p e^(d(a,p) - m_p) + ln Σ_n e^(m_n - d(a,n)) ]+
 *
 *  A side without pairs has 0 in place of its logarithm, and every anchor counts.
 *
 *  @source Hermans, Beyer, Leibe 2017, In Defense of the Triplet Loss, the generalization of Song et al. 2016; m_p is
 *    pytorch-metric-learning's.
 *  @use As lifted structure loss, where every pair of the batch shall take part and B is not small: the sums are soft.
 *  @cost B x B.
 *  @collapse With all positives, yes: every positive adds to the sum at any distance, the farthest most. With the easiest
 *    positive little less: negatives are pushed without end, a whole class the same way. */
export const generalizedLiftedStructure = defineLoss({
  name: 'generalized-lifted-structure',
  options: {
    positiveMargin: maybe('taken off the distance of positives (of a similarity: added); usual 0'),
    negativeMargin: maybe('how far negatives are asked to be (of a similarity: how alike they may be); usual 1'),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(l2()),
  reducer: mean,
  make: ({ positiveMargin = 0, negativeMargin = 1, rules, distance, reducer }) => ({
    of: (batch) => {
      const measure = closeness(distance)
      const { ap, an, positive, negative, valid } = pairs(choose(batch, measure, rules))
      const pull = logSumExpWhere(sub(ap, measure.threshold(positiveMargin)), positive)
      const push = logSumExpWhere(sub(measure.threshold(negativeMargin), an), negative)
      const losses = relu(add(pull, push))
      const every = everyAnchor(losses)
      return {
        loss: reducer(losses, every, batch.labels),
        valid,
        active: shareOfActive(losses, every),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }),
})

export type GeneralizedLiftedStructureOptions = NonNullable<Parameters<typeof generalizedLiftedStructure>[0]>
