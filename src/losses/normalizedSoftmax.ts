import { cosine } from '../distances/cosine.ts'
import { likeness } from '../distances/likeness.ts'
import { div, l2Normalize } from '../ops/index.ts'
import { number } from '../option.ts'
import { crossEntropy } from './crossEntropy.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { classColumn, measured, normalRows, ofSamples, proxyOptions } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** Normalized softmax: a classifier whose weights have length 1; the sample shall be most alike the proxy of its class.
 *
 *  L = mean over samples of -ln( e^(s_y / temperature) / sum over classes j of e^(s_j / temperature) )
 *  s_j the likeness of the sample and proxy j, brought to length 1
 *
 *  @source Zhai, Wu 2019, Classification is a Strong Baseline for Deep Metric Learning, eq. 3. Proxies start as those of
 *    pytorch-metric-learning do, from standard normal numbers.
 *  @use The first to try where all classes are there in training.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const normalizedSoftmax = defineLoss({
  name: 'normalized-softmax',
  options: {
    ...proxyOptions,
    temperature: number(0.05, 'divisor of the likenesses before the softmax', { above: 0 }),
  },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ classes, dimension, temperature, distance, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: normalRows(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('normalized-softmax', dimension, batch)
      const s = measured(likeness(distance), batch.embeddings, l2Normalize(proxies!))
      const losses = crossEntropy(div(s, temperature), y)
      return ofSamples(losses, s, y, reducer, batch)
    },
  }),
})

export type NormalizedSoftmaxOptions = NonNullable<Parameters<typeof normalizedSoftmax>[0]>
