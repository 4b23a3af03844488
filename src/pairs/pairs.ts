import type { Distances } from '../distances/measure.ts'
import { and, cast, or, reduceMax, reduceMean } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Choice } from './choose.ts'

/** Pairs of an anchor with its positives, and apart from them with its negatives. */
export interface Pairs {
  /** Distances of the positives and of the negatives, each in a shape of its own with the anchors first. */
  readonly ap: Distances
  readonly an: Distances
  /** Which of them count, bool, in the same shapes. */
  readonly positive: Tensor
  readonly negative: Tensor
  /** Share of anchors with any pair that counts. */
  readonly valid: Tensor
}

/** The chosen pairs. Where both rules chose, an anchor counts only if it has both; where one takes all, the
 *  pairs of either side count by themselves. A pair that several of the other side led to (all positives, each with its semi-hard
 *  negative) counts as often. */
export function pairs(choice: Choice): Pairs {
  const { positive, negative, joint } = choice
  const both = joint ? and(positive.valid, negative.valid) : null
  const holds = { positive: both ?? positive.valid, negative: both ?? negative.valid }
  const anchors = reduceMean(cast(or(anyOfAnchor(holds.positive), anyOfAnchor(holds.negative)), 'float32'))
  return { ap: choice.distances(positive), an: choice.distances(negative), ...holds, valid: anchors }
}

const anyOfAnchor = (valid: Tensor): Tensor =>
  cast(reduceMax(cast(valid, 'float32'), { axes: valid.shape.map((_, i) => i).slice(1) }), 'bool')
