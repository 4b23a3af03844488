import { likeness } from '../distances/likeness.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import { logSumExpWhere, mul, softplus, sub, where } from '../ops/index.ts'
import { number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { choose } from '../pairs/choose.ts'
import { listedPairs } from '../pairs/listedPairs.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { similarityReport } from './similarityReport.ts'

/** Neighbourhood components analysis: a neighbour drawn at random, the nearer the likelier, shall be a positive.
 *
 *  L = mean over anchors of -ln( sum over positives of e^(-scale d(a,p)) / sum over positives and negatives k of
 *    e^(-scale d(a,k)) )
 *
 *  An anchor without positives does not count.
 *
 *  @source Goldberger, Roweis, Hinton, Salakhutdinov 2004, Neighbourhood Components Analysis, section 2: of its two costs
 *    the logarithmic one. Squared l2 there, of rows not brought to length 1. pytorch-metric-learning: all positives.
 *  @use Nearest neighbours are what is wanted: of all positives it asks for one that is near. Embeddings of length 1 want a
 *    larger scale (8 and more), since squared distances end at 4.
 *  @cost B x B.
 *  @collapse Yes, with all positives and with the easiest alike: it is met where each anchor has some near, but never
 *    satisfied, and its push drives a whole class the same way. */
export const nca = defineLoss({
  name: 'nca',
  options: {
    scale: number(1, 'factor of the distances: the larger, the more the nearest count', { above: 0 }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(squaredL2()),
  reducer: mean,
  make: ({ scale, rules, distance, reducer }) => ({
    of: (batch) => {
      const chosen = listedPairs(choose(batch, likeness(distance), rules), batch)
      const { ap, an, positive, negative } = chosen
      const near = logSumExpWhere(mul(ap, scale), positive)
      const among = logSumExpWhere(mul(an, scale), negative, { none: -1e30 })
      const counts = anyOf(positive)
      const losses = where(counts, softplus(sub(among, near)), 0)
      return { loss: reducer(losses, counts, batch.labels), ...similarityReport(chosen, losses, counts) }
    },
  }),
})

export type NcaOptions = NonNullable<Parameters<typeof nca>[0]>
