import { cosines, mul, reduceMax, squeeze, withGradient } from '../ops/index.ts'
import { number, whole } from '../option.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { angularMargin } from './angularMargin.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss } from './define.ts'
import { byPlace, classColumn, normalRows, ofEach, ofSamples, ownOf, proxyOptions, withOwn } from './proxies.ts'
import { mean } from './reducers/mean.ts'

/** Sub-center ArcFace: as ArcFace, with several centers for each class, of which the one nearest to the sample counts.
 *
 *  L = mean over samples of -ln( e^(scale z_y) / sum over classes j of e^(scale z_j) )
 *  z_j = cos a_j, z_y = cos(a_y + margin), a_j the smallest angle between the sample and a center of class j
 *
 *  @source Deng, Guo, Liu, Gong, Zafeiriou 2020, Sub-center ArcFace, eqs. 3-4. Centers start as those of
 *    pytorch-metric-learning do, from standard normal numbers.
 *  @use Labels with noise: wrong samples gather around a center of their own. Classes of several kinds.
 *  @cost B x C x centers, and C x centers x D of weights; the centers of a class lie one after the other.
 *  @collapse Kinds of a class may stay apart, one around each center. */
export const subCenterArcFace = defineLoss({
  name: 'sub-center-arc-face',
  options: {
    ...proxyOptions,
    centers: whole(3, 'how many centers each class has'),
    margin: number(28.6, 'angle in degrees that is added to the one between sample and own center', {
      least: 0,
      most: 180,
    }),
    scale: number(64, 'factor of the cosines before the softmax', { above: 0 }),
  },
  reducer: mean,
  make: ({ classes, dimension, centers: each, margin, scale, reducer }) => ({
    classes,
    init: (random) => ({ parameters: { centers: normalRows(random, classes * each, dimension) }, buffers: {} }),
    of: (batch, { centers }) => {
      const y = classColumn('sub-center-arc-face', dimension, batch)
      const cos = largest(ofEach(cosines(batch.embeddings, byPlace(centers!, classes)), classes))
      const z = withOwn(cos, y, angularMargin(ownOf(cos, y), margin))
      const losses = crossEntropy(mul(z, scale), y)
      return ofSamples(losses, cos, y, reducer, batch)
    },
  }),
})

export type SubCenterArcFaceOptions = NonNullable<Parameters<typeof subCenterArcFace>[0]>

/** The largest along the middle axis, whose gradient it gets alone. */
function largest(s: Tensor): Tensor {
  const most = reduceMax(s, { axes: [1], keepdims: true })
  return squeeze(
    withGradient(most, [s], (g, { equal, where }) => [where(equal(s, most), g, 0)]),
    [1],
  )
}
