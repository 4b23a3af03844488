import { cosine } from '../distances/cosine.ts'
import { add, and, logSumExpWhere, mul, relu, softplus, stopGradient, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { defineLoss, only } from './define.ts'
import { everyAnchor } from './everyAnchor.ts'
import { meanOfNonZero } from './reducers/meanOfNonZero.ts'
import { similarityReport } from './similarityReport.ts'

/** Circle loss: positives shall be more alike than negatives, and each similarity is pulled the harder the farther it is
 *  from where it should be; the boundary between them is a circle.
 *
 *  L = mean over anchors of ln(1 + sum over negatives of e^(scale w_n (s(a,n) - margin))
 *    * sum over positives of e^(-scale w_p (s(a,p) - (1 - margin))))
 *  w_p = [1 + margin - s(a,p)]+, w_n = [s(a,n) + margin]+, both constants for the gradient
 *
 *  An anchor without a positive or without a negative counts as 0; the mean is over those that are not 0.
 *
 *  @source Sun, Cheng, Zhang, Zhang, Zheng, Wang, Wei 2020, Circle Loss, section 3; margin and scale are m and gamma
 *    there. Their values: faces 0.25 and 256, persons 0.25 and 128, fine-grained retrieval 0.4 and 80.
 *  @use Cosines with one number, the margin, for both sides; pairs that are good already are let alone.
 *  @cost B x B.
 *  @collapse With all positives: those more alike than 1 - margin repel one another, softly (w_p is above 0, and the bracket
 *    below it), so a class draws together only so far. With the easiest positive, kinds may stay apart. */
export const circle = defineLoss({
  name: 'circle',
  options: {
    margin: number(0.4, 'negatives shall be less alike than this, positives more than 1 less it', {
      least: 0,
      most: 1,
    }),
    scale: number(80, 'factor of the exponents: the larger, the more the worst pairs count', { above: 0 }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: only(cosine()),
  reducer: meanOfNonZero,
  make: ({ margin, scale, rules, distance, reducer }) => ({
    of: (batch) => {
      const chosen = listedPairs(choose(batch, distance, rules), batch)
      const { ap, an, positive, negative } = chosen
      const pulls = mul(stopGradient(mul(relu(sub(1 + margin, ap)), scale)), sub(1 - margin, ap))
      const pushes = mul(stopGradient(mul(relu(add(an, margin)), scale)), sub(an, margin))
      const pull = logSumExpWhere(pulls, positive, { none: -1e30 })
      const push = logSumExpWhere(pushes, negative, { none: -1e30 })
      const losses = softplus(add(pull, push))
      return {
        loss: reducer(losses, everyAnchor(losses), batch.labels),
        ...similarityReport(chosen, losses, and(anyOf(positive), anyOf(negative))),
      }
    },
  }),
})

export type CircleOptions = NonNullable<Parameters<typeof circle>[0]>
