import { cosine } from '../distances/cosine.ts'
import { likeness } from '../distances/likeness.ts'
import { and, div, logSumExpWhere, softplus, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { similarityReport } from './similarityReport.ts'

/** NT-Xent, the normalised and temperature-scaled cross entropy; of one positive also known as InfoNCE: among the positive
 *  and all negatives of an anchor, a softmax shall pick the positive.
 *
 *  L = mean over positives of -ln( e^(s(a,p) / temperature) / (e^(s(a,p) / temperature) + sum over negatives of
 *    e^(s(a,n) / temperature)) )
 *
 *  Several positives of an anchor are a softmax each, with the same negatives; an anchor without negatives does not count.
 *
 *  @source van den Oord, Li, Vinyals 2018, InfoNCE, eq. 4; Chen, Kornblith, Norouzi, Hinton 2020, SimCLR,
 *    eq. 1. pytorch-metric-learning: temperature 0.07, all positives.
 *  @use Two views of each image without labels (twoViews), or classes; a large batch gives it more negatives to tell apart.
 *  @cost B x B: the sum over negatives is one for each anchor, not for each positive.
 *  @collapse With all positives each is to outdo all negatives by as much as it can: a class draws together without end,
 *    slower the surer the softmax. With the easiest positive, kinds may stay apart. */
export const ntXent = defineLoss({
  name: 'nt-xent',
  options: {
    temperature: number(0.07, 'divides the similarities: the lower, the more the nearest negatives count', {
      above: 0,
    }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ temperature, rules, distance, reducer }) => ({
    of: (batch) => {
      const chosen = listedPairs(choose(batch, likeness(distance), rules), batch)
      const { ap, an, positive, negative } = chosen
      const among = logSumExpWhere(div(an, temperature), negative, { none: -1e30 })
      const losses = softplus(sub(among, div(ap, temperature)))
      const counts = and(positive, anyOf(negative))
      return { loss: reducer(losses, counts, batch.labels), ...similarityReport(chosen, losses, counts) }
    },
  }),
})

export type NtXentOptions = NonNullable<Parameters<typeof ntXent>[0]>
