import { likeness } from '../distances/likeness.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import { logSumExpWhere, mul, not, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { classColumn, measured, normalRows, ofClass, ofSamples, ownOf, proxyOptions } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** Proxy-NCA: the sample shall be nearer to the proxy of its class than to those of the others.
 *
 *  L = mean over samples of -ln( e^(-scale d(x, p_y)) / sum over other classes j of e^(-scale d(x, p_j)) )
 *
 *  @source Movshovitz-Attias, Toshev, Leung, Ioffe, Singh 2017, No Fuss Distance Metric Learning Using Proxies, eq. 4,
 *    with squared l2 and scale 1. It may be negative, the own class not being in the sum. pytorch-metric-learning has it
 *    in the sum: proxyNcaPlusPlus. Proxies start from standard normal numbers, as there.
 *  @use proxyNcaPlusPlus does better; this one to compare with the paper.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const proxyNca = defineLoss({
  name: 'proxy-nca',
  options: {
    ...proxyOptions,
    scale: number(1, 'factor of the distances', { above: 0 }),
  },
  distance: anyMeasure(squaredL2()),
  reducer: mean,
  make: ({ classes, dimension, scale, distance, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: normalRows(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('proxy-nca', dimension, batch)
      const s = measured(likeness(distance), batch.embeddings, proxies!)
      const z = mul(s, scale)
      const losses = sub(logSumExpWhere(z, not(ofClass(y, classes))), ownOf(z, y))
      return ofSamples(losses, s, y, reducer, batch)
    },
  }),
})

export type ProxyNcaOptions = NonNullable<Parameters<typeof proxyNca>[0]>
