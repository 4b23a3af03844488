import { cosines, mul, sub } from '../ops/index.ts'
import { number } from '../option.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss } from './define.ts'
import { classColumn, normalRows, ofSamples, ownOf, proxyOptions, withOwn } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** CosFace: the cosine with the own class's proxy shall be larger, by a margin, than the softmax over classes asks for.
 *
 *  L = mean over samples of -ln( e^(scale z_y) / sum over classes j of e^(scale z_j) )
 *  z_j = cos a_j, z_y = cos a_y - margin, a_j the angle between sample and proxy j
 *
 *  @source Wang, Wang, Zhou, Ji, Gong, Zhou, Li, Liu 2018, CosFace, eq. 4. Proxies start as those of
 *    pytorch-metric-learning do, from standard normal numbers.
 *  @use As ArcFace; its margin has the same gradient at every angle.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const cosFace = defineLoss({
  name: 'cos-face',
  options: {
    ...proxyOptions,
    margin: number(0.35, 'how much the cosine of sample and own proxy is lowered', { least: 0, most: 2 }),
    scale: number(64, 'factor of the cosines before the softmax', { above: 0 }),
  },
  reducer: mean,
  make: ({ classes, dimension, margin, scale, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: normalRows(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('cos-face', dimension, batch)
      const cos = cosines(batch.embeddings, proxies!)
      const z = withOwn(cos, y, sub(ownOf(cos, y), margin))
      const losses = crossEntropy(mul(z, scale), y)
      return ofSamples(losses, cos, y, reducer, batch)
    },
  }),
})

export type CosFaceOptions = NonNullable<Parameters<typeof cosFace>[0]>
