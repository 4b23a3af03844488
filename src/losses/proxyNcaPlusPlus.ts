import { likeness } from '../distances/likeness.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import { div } from '../ops/index.ts'
import { number } from '../option.ts'
import { crossEntropy } from './crossEntropy.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { classColumn, measured, normalRows, ofSamples, proxyOptions } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** Proxy-NCA++: the sample shall most probably belong to the proxy of its class, among the proxies of all classes.
 *
 *  L = mean over samples of -ln( e^(-d(x, p_y) / temperature) / sum over classes j of e^(-d(x, p_j) / temperature) )
 *
 *  @source Teh, DeVries, Taylor 2020, ProxyNCA++, eq. 6, with squared l2 and a temperature of 1/9. The ProxyNCALoss of
 *    pytorch-metric-learning is this one, with a temperature of 1 over its softmax_scale, which is 1. Proxies start from
 *    standard normal numbers, as there. What else the paper asks for is no matter of the loss: max pooling, layer
 *    normalisation, and a larger learning rate for the proxies.
 *  @use In place of Proxy-NCA.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const proxyNcaPlusPlus = defineLoss({
  name: 'proxy-nca-plus-plus',
  options: {
    ...proxyOptions,
    temperature: number(1 / 9, 'divisor of the distances before the softmax', { above: 0 }),
  },
  distance: anyMeasure(squaredL2()),
  reducer: mean,
  make: ({ classes, dimension, temperature, distance, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: normalRows(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('proxy-nca-plus-plus', dimension, batch)
      const s = measured(likeness(distance), batch.embeddings, proxies!)
      const losses = crossEntropy(div(s, temperature), y)
      return ofSamples(losses, s, y, reducer, batch)
    },
  }),
})

export type ProxyNcaPlusPlusOptions = NonNullable<Parameters<typeof proxyNcaPlusPlus>[0]>
