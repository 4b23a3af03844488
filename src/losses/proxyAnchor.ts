import { cosine } from '../distances/cosine.ts'
import { likeness } from '../distances/likeness.ts'
import { add, cast, greater, logSumExpWhere, mul, not, reduceMean, reshape, sub, transposed } from '../ops/index.ts'
import { number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import { bools, ints } from '../tensor/array.ts'
import { constant, scalar } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { classColumn, measured, nearness, normalRows, ofClass, proxyOptions } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** Proxy-Anchor: each proxy takes all samples of the batch as its pairs; samples of its class shall be alike, those of
 *  others not, and the farther from that the more they count.
 *
 *  L = mean over proxies p that have samples of ln(1 + sum over samples x of its class of e^(alpha (margin - s(x, p))))
 *    + mean over all proxies p of ln(1 + sum over samples x of other classes of e^(alpha (s(x, p) + margin)))
 *
 *  @source Kim, Kim, Cho, Kwak 2020, Proxy Anchor Loss, eq. 4. Proxies start as those of pytorch-metric-learning do: from
 *    normal numbers of variance 2 / classes.
 *  @use Classes of a middling number: it learns faster than losses of pairs, and stands noise in the labels well.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const proxyAnchor = defineLoss({
  name: 'proxy-anchor',
  options: {
    ...proxyOptions,
    margin: number(0.1, 'how much more alike than 0 the own samples shall be, and the others less', { least: 0 }),
    alpha: number(32, 'how much more the hard pairs of a proxy count than the others', { above: 0 }),
  },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ classes, dimension, margin, alpha, distance, reducer }) => ({
    classes,
    init: (random) => ({
      parameters: { proxies: normalRows(random, classes, dimension, Math.sqrt(2 / classes)) },
      buffers: {},
    }),
    of: (batch, { proxies }) => {
      const y = classColumn('proxy-anchor', dimension, batch)
      const measure = likeness(distance)
      const s = measured(measure, batch.embeddings, proxies!)
      // Proxies become the rows: their sums run along the last axis.
      const [z, same] = [transposed(s), transposed(ofClass(y, classes))]
      const own = sub(alpha * measure.threshold(margin), mul(z, alpha))
      const others = sub(mul(z, alpha), alpha * measure.threshold(-margin))
      const pull = reshape(logSumExpWhere(own, same, { plusOne: true }), [classes])
      const push = reshape(logSumExpWhere(others, not(same), { plusOne: true }), [classes])
      const [present, every] = [reshape(anyOf(same), [classes]), constant(bools(new Uint8Array(classes).fill(1)))]
      const proxyLabels = constant(ints([...Array(classes).keys()]))
      return {
        loss: add(reducer(pull, present, proxyLabels), reducer(push, every, proxyLabels)),
        valid: scalar(1),
        active: reduceMean(cast(greater(add(pull, push), 0), 'float32')),
        ...nearness(s, y),
      }
    },
  }),
})

export type ProxyAnchorOptions = NonNullable<Parameters<typeof proxyAnchor>[0]>
