import { div, gather, gemm, max, mul, reduceL2 } from '../ops/index.ts'
import { number, whole } from '../option.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss } from './define.ts'
import { multipliedAngle } from './multipliedAngle.ts'
import { classColumn, normalRows, ofSamples, ownOf, proxyOptions, withOwn } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** Large-margin softmax: a linear classifier whose angle to the own class's weights shall be some times smaller than the
 *  softmax asks for.
 *
 *  L = mean over samples of -ln( e^(scale z_y) / sum over classes j of e^(scale z_j) )
 *  z_j = |w_j| |x| cos a_j, z_y = |w_y| |x| ((-1)^k cos(margin a_y) - 2 k), where k pi <= margin a_y <= (k + 1) pi,
 *  a_j the angle between sample x and proxy w_j
 *
 *  @source Liu, Wen, Yu, Yang 2016, Large-Margin Softmax, eqs. 4-6. Proxies start as those of pytorch-metric-learning
 *    do, from standard normal numbers.
 *  @use The plain classifier with a margin: lengths of embeddings and of weights are free.
 *  @cost B x C, and C x D of weights.
 *  @collapse Each class is pulled to one direction: kinds inside it come together. */
export const largeMarginSoftmax = defineLoss({
  name: 'large-margin-softmax',
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
      const y = classColumn('large-margin-softmax', dimension, batch)
      const logits = gemm(batch.embeddings, proxies!, { transB: true })
      const ofOwn = gather(reduceL2(proxies!, { axes: [1] }), y)
      const length = mul(reduceL2(batch.embeddings, { axes: [1], keepdims: true }), ofOwn)
      const cosine = div(ownOf(logits, y), max(length, 1e-12))
      const z = withOwn(logits, y, mul(length, multipliedAngle(cosine, margin)))
      const losses = crossEntropy(mul(z, scale), y)
      return ofSamples(losses, logits, y, reducer, batch)
    },
  }),
})

export type LargeMarginSoftmaxOptions = NonNullable<Parameters<typeof largeMarginSoftmax>[0]>
