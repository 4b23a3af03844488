import { cast, div, expand, max, reduceSum, where } from '../../ops/index.ts'
import { bools } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
import { constant } from '../../tensor/tensor.ts'
import { mean } from './mean.ts'
import type { Reducer } from './reducer.ts'

/** First the mean over what counts of each anchor, 0 where nothing does, then another reducer over all anchors, those
 *  with nothing among them: an anchor with many pairs weighs as much as one with few. Losses of one axis, which have one
 *  for each anchor, go to the other reducer as they are.
 *  @param reducer default: mean */
export const perAnchor =
  (reducer: Reducer = mean): Reducer =>
  (losses, valid, labels) => {
    const axes = losses.shape.map((_, i) => i).slice(1)
    if (axes.length === 0) return reducer(losses, valid, labels)
    const shape = fixed(losses.shape, 'perAnchor')
    const counts = reduceSum(expand(cast(valid, 'float32'), shape), { axes })
    const means = div(reduceSum(where(valid, losses, 0), { axes }), max(counts, 1))
    return reducer(means, constant(bools(new Uint8Array(shape[0]!).fill(1))), labels)
  }
