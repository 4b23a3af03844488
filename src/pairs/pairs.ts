import type { Distances, Similarities } from '../distances/measure.ts'
import { and, cast, expand, greater, or, reduceMax, reduceMean, reshape, unsqueeze } from '../ops/index.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { anyOf } from './anyOf.ts'
import type { Choice } from './choose.ts'
import type { Selection } from './rule.ts'

/** Pairs of an anchor with its positives, and apart from them with its negatives: a row for each anchor. */
export interface Pairs<Values extends Distances | Similarities = Distances> {
  /** Of the positives [B, P] and of the negatives [B, N]. */
  readonly ap: Values
  readonly an: Values
  /** Which of them count, bool [B, P] and [B, N]. */
  readonly positive: Tensor
  readonly negative: Tensor
  /** Share of anchors with any pair that counts. */
  readonly valid: Tensor
}

/** The chosen pairs. Where both rules chose, a pair counts only if it stands in a tuple: its anchor has a partner on the
 *  other side. Where one takes all, the pairs of either side count by themselves. A pair that several of the other side
 *  led to (all positives, each with its semi-hard negative) counts as often. */
export function pairs<Values extends Distances | Similarities>(choice: Choice<Values>): Pairs<Values> {
  const { positive, negative, joint } = choice
  const both = joint ? and(positive.valid, negative.valid) : null
  const p = { ...positive, valid: both ? along(both, positive) : positive.valid }
  const n = { ...negative, valid: both ? along(both, negative) : negative.valid }
  return {
    ap: row(choice, p, choice.measured(positive)) as Tensor as Values,
    an: row(choice, n, choice.measured(negative)) as Tensor as Values,
    positive: row(choice, p, p.valid),
    negative: row(choice, n, n.valid),
    valid: reduceMean(cast(or(anyOf(row(choice, p, p.valid)), anyOf(row(choice, n, n.valid))), 'float32')),
  }
}

/** Whether each pair of a selection stands in any tuple: tuples joined along the axes on which it does not vary. */
function along(both: Tensor, { valid }: Selection): Tensor {
  const axes = [1, 2].filter((axis) => valid.shape[axis] === 1 && both.shape[axis] !== 1)
  return axes.length === 0 ? both : greater(reduceMax(cast(both, 'float32'), { axes, keepdims: true }), 0)
}

/** Values or flags of a selection as one row for each anchor. */
function row({ x }: Choice<Distances | Similarities>, { columns, valid }: Selection, values: Tensor): Tensor {
  if (values.shape.length === 2 && valid.shape.length === 2) return values
  const size = fixedDim(x, 0, 'pairs')
  const shape = fixed(columns ? columns.shape : valid.shape, 'pairs')
  const whole = values.shape.length === 2 ? unsqueeze(values, [1]) : values
  const spread = fixed(whole.shape, 'pairs').join() === shape.join() ? whole : expand(whole, shape)
  return reshape(spread, [size, -1])
}
