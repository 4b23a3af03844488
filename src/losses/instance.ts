import { cosine } from '../distances/cosine.ts'
import { demand } from '../errors.ts'
import {
  and,
  argMax,
  cast,
  equal,
  gatherElements,
  less,
  mul,
  neg,
  reduceMean,
  reduceSum,
  stopGradient,
  unsqueeze,
} from '../ops/index.ts'
import { number } from '../option.ts'
import type { Batch } from '../pairs/batch.ts'
import { ints } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant, scalar } from '../tensor/tensor.ts'
import { crossEntropy } from './crossEntropy.ts'
import { defineLoss, only } from './define.ts'
import { everyAnchor } from './everyAnchor.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive } from './shares.ts'

/** Instance loss: a softmax over the batch, each sample's own place in it among the others, shall pick the sample that
 *  stands for its class.
 *
 *  L = mean over samples i of -ln( e^(scale s(x_i, x_r)) / sum over samples j of e^(scale s(x_i, x_j)) )
 *  r the rank of the label of i among the labels of the batch, from 0
 *
 *  @source Zheng, Zheng, Garrett, Yang, Xu, Shen 2020, Dual-Path Convolutional Image-Text Embeddings with Instance Loss,
 *    where a learned layer has one class for each instance (normalizedSoftmax is that). This is
 *    pytorch-metric-learning's form of it, without the layer: the class of rank r is stood for by row r of the batch,
 *    whatever class that row is of.
 *  @use To compare with pytorch-metric-learning. It says what it seems to where row r is of the class of rank r: every
 *    class with one sample, in the order of labels. Else take ntXent or normalizedSoftmax.
 *  @cost B x B.
 *  @collapse A class is drawn to one row of the batch, another one in every batch. */
export const instance = defineLoss({
  name: 'instance',
  options: {
    scale: number(64, 'factor of the cosines before the softmax, gamma in pytorch-metric-learning', { above: 0 }),
  },
  distance: only(cosine()),
  reducer: mean,
  make: ({ scale, distance, reducer }) => ({
    of: (batch) => {
      const ranks = ranksOf(batch)
      const s = distance.matrix(distance.prepare(batch.embeddings))
      const losses = crossEntropy(mul(s, scale), ranks)
      const every = everyAnchor(losses)
      return {
        loss: reducer(losses, every, batch.labels),
        valid: scalar(1),
        active: shareOfActive(losses, every),
        positive: neg(meanDistance(gatherElements(s, ranks, 1), every)),
        negative: neg(stopGradient(reduceMean(s))),
      }
    },
  }),
})

export type InstanceOptions = NonNullable<Parameters<typeof instance>[0]>

/** How many labels of the batch are smaller than each one's own, int64 [B, 1]. */
function ranksOf({ labels, references, relation }: Batch): Tensor {
  demand(!references && !relation, {
    who: 'instance',
    rule: 'labels are ranked within the batch, so it must have one label a sample and no references',
    remedy: 'leave out the memory or the relation, or choose another loss',
  })
  const size = fixedDim(labels, 0, 'instance')
  const [row, column] = [unsqueeze(labels, [0]), unsqueeze(labels, [1])]
  const first = argMax(cast(equal(column, row), 'float32'), -1)
  const firsts = equal(first, constant(ints([...Array(size).keys()])))
  const smaller = and(less(row, column), unsqueeze(firsts, [0]))
  return cast(reduceSum(cast(smaller, 'float32'), { axes: [1], keepdims: true }), 'int64')
}
