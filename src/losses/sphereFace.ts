import { div, gemm, l2Normalize, max, mul, reduceL2 } from '../ops/index.ts'
import { number, whole } from '../option.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss } from './define.ts'
import { multipliedAngle } from './multipliedAngle.ts'
import { classColumn, normalRows, ofSamples, ownOf, proxyOptions, withOwn } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** SphereFace: the angle to the own class's proxy shall be some times smaller than the softmax over classes asks for; the
 *  length of an embedding says how sure it is.
 *
 *  L = mean over samples of -ln( e^(scale |x| z_y) / sum over classes j of e^(scale |x| z_j) )
 *  z_j = cos a_j, z_y = (-1)^k cos(margin a_y) - 2 k, where k pi <= margin a_y <= (k + 1) pi,
 *  a_j the angle between sample x and proxy j
 *
 *  @source Liu, Wen, Yu, Li, Raj, Song 2017, SphereFace, eqs. 6-7. Proxies start as those of pytorch-metric-learning do,
 *    from standard normal numbers.
 *  @use Where the lengths of embeddings shall mean something; otherwise CosFace and ArcFace are easier to train.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one proxy: kinds inside it come together. */
export const sphereFace = defineLoss({
  name: 'sphere-face',
  options: {
    ...proxyOptions,
    margin: whole(4, 'how many times smaller the angle between sample and own proxy shall be'),
    scale: number(1, 'factor of the logits before the softmax', { above: 0 }),
  },
  reducer: mean,
  make: ({ classes, dimension, margin, scale, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { proxies: normalRows(random, classes, dimension) }, buffers: {} }),
    of: (batch, { proxies }) => {
      const y = classColumn('sphere-face', dimension, batch)
      const length = reduceL2(batch.embeddings, { axes: [1], keepdims: true })
      const logits = gemm(batch.embeddings, l2Normalize(proxies!), { transB: true })
      const cosine = div(ownOf(logits, y), max(length, 1e-12))
      const z = withOwn(logits, y, mul(length, multipliedAngle(cosine, margin)))
      const losses = crossEntropy(mul(z, scale), y)
      return ofSamples(losses, logits, y, reducer, batch)
    },
  }),
})

export type SphereFaceOptions = NonNullable<Parameters<typeof sphereFace>[0]>
