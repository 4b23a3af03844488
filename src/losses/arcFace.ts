import { cosines, mul } from '../ops/index.ts'
import { number } from '../option.ts'
import { angularMargin } from './angularMargin.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss } from './define.ts'
import { classColumn, normalRows, ofSamples, ownOf, proxyOptions, withOwn } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** ArcFace: the angle to the own class's proxy shall be smaller, by a margin, than the softmax over classes asks for.
 *
 *  L = mean over samples of -ln( e^(scale z_y) / sum over classes j of e^(scale z_j) )
 *  z_j = cos a_j, z_y = cos(a_y + margin), a_j the angle between sample and proxy j
 *
 *  @source Deng, Guo, Xue, Zafeiriou 2019, ArcFace, eq. 3, there with a margin of 0.5 radians, 28.6 degrees. Beyond
 *    180 degrees less the margin z_y = cos a_y - m sin m, m in radians, so that it goes on falling; as in
 *    pytorch-metric-learning. Proxies start as its weights do, from standard normal numbers.
 *  @use Many classes that are all there in training: faces, products. It needs no pairs in a batch.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const arcFace = defineLoss({
  name: 'arc-face',
  options: {
    ...proxyOptions,
    margin: number(28.6, 'angle in degrees that is added to the one between sample and own proxy', {
      least: 0,
      most: 180,
    }),
    scale: number(64, 'factor of the cosines before the softmax', { above: 0 }),
  },
  reducer: mean,
  make: ({ classes, dimension, margin, scale, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: normalRows(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('arc-face', dimension, batch)
      const cos = cosines(batch.embeddings, proxies!)
      const z = withOwn(cos, y, angularMargin(ownOf(cos, y), margin))
      const losses = crossEntropy(mul(z, scale), y)
      return ofSamples(losses, cos, y, reducer, batch)
    },
  }),
})

export type ArcFaceOptions = NonNullable<Parameters<typeof arcFace>[0]>
