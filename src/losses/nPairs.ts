import { dot } from '../distances/dot.ts'
import { likeness } from '../distances/likeness.ts'
import { demand } from '../errors.ts'
import {
  and,
  argMax,
  cast,
  countWhere,
  div,
  expand,
  gather,
  greater,
  logSumExpWhere,
  neg,
  offDiagonal,
  relu,
  reshape,
  sub,
  topK,
  unsqueeze,
} from '../ops/index.ts'
import type { Batch } from '../pairs/batch.ts'
import { masks } from '../pairs/masks.ts'
import { ints } from '../tensor/array.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive } from './shares.ts'

/** N-pairs loss: of one pair of each class, the anchor shall be most alike to its own positive among those of all pairs.
 *
 *  L = mean over pairs i of -ln( e^(s(a_i, p_i)) / sum over pairs j of e^(s(a_i, p_j)) )
 *
 *  The pair of a class is its first sample in the batch and its second; classes of one sample, and further samples of a
 *  class, do not count.
 *
 *  @source Sohn 2016, Improved Deep Metric Learning with Multi-class N-pair Loss Objective, section 3.2 (N-pair-mc), without
 *    its price on long embeddings. Pairs as in pytorch-metric-learning, which brings rows to length 1 first: distance cosine.
 *  @use Batches of many classes with two samples each; ntXent, which takes every sample as an anchor, does more with them.
 *  @cost Pairs x pairs, at most B/2 x B/2.
 *  @collapse Each pair is pulled together and no other: which samples make a pair changes from batch to batch, so in the
 *    end a class is drawn together as with all positives. */
export const nPairs = defineLoss({
  name: 'n-pairs',
  options: {},
  distance: anyMeasure(dot()),
  reducer: mean,
  make: ({ distance, reducer }) => ({
    of: (batch) => {
      demand(!batch.references, {
        who: 'n-pairs',
        rule: 'both samples of a pair must be of the batch, and references have no place in it',
        remedy: 'leave out the memory, or take multiple-negatives-ranking for two towers',
      })
      const measure = likeness(distance)
      const { anchors, positives, valid } = pairOfEachClass(batch)
      const x = measure.prepare(batch.embeddings)
      const [a, p] = [gather(x, anchors), gather(x, positives)]
      const s = measure.matrix(a, p)
      const own = measure.between(a, p)
      // A cross entropy is never negative; places without a pair are then 0 rather than anything.
      const losses = relu(sub(reshape(logSumExpWhere(s, unsqueeze(valid, [0])), own.shape), own))
      const others = and(offDiagonal(expand(unsqueeze(valid, [0]), fixed(s.shape, 'n-pairs'))), unsqueeze(valid, [1]))
      return {
        loss: reducer(losses, valid, gather(batch.labels, anchors)),
        // As many anchors count as there are pairs.
        valid: div(countWhere(valid), fixedDim(batch.labels, 0, 'n-pairs')),
        active: shareOfActive(losses, valid),
        positive: neg(meanDistance(own, valid)),
        negative: neg(meanDistance(s, others)),
      }
    },
  }),
})

export type NPairsOptions = NonNullable<Parameters<typeof nPairs>[0]>

/** The first sample of each class that has two, and the second: int64 [B/2] each, and which of these places are taken. */
function pairOfEachClass(batch: Batch): { anchors: Tensor; positives: Tensor; valid: Tensor } {
  const { same } = masks(batch)
  const size = fixedDim(same, 0, 'n-pairs')
  const classmate = argMax(cast(same, 'float32'), -1)
  // Of all samples with a classmate, the first of a class alone has none before it.
  const first = greater(classmate, constant(ints([...Array(size).keys()])))
  // A pair is of two samples, so there are no more than this.
  const { values, indices: anchors } = topK(cast(first, 'float32'), { k: Math.max(1, Math.floor(size / 2)) })
  return { anchors, positives: gather(classmate, anchors), valid: greater(values, 0) }
}
