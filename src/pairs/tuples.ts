import type { Distances, Similarities } from '../distances/measure.ts'
import { add, and, gather, mul, reshape, unsqueeze } from '../ops/index.ts'
import { ints } from '../tensor/array.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import type { Choice } from './choose.ts'
import type { Selection } from './rule.ts'

/** Tuples of an anchor, a positive and a negative. Everything broadcasts to [B, I, J]: positives along I, negatives
 *  along J, and length 1 where one does not depend on the other. */
export interface Tuples<Values extends Distances | Similarities = Distances> {
  readonly ap: Values
  readonly an: Values
  /** Which positives hold, which negatives, and which tuples: those where both do. Bool. */
  readonly positive: Tensor
  readonly negative: Tensor
  readonly valid: Tensor
  /** Of positive and negative: another side of the triangle. */
  readonly pn: () => Values
  /** The columns of the positives, int64 [B, I, J]. */
  readonly positives: Tensor
  /** The columns of the negatives, int64 [B, I, J]; null: every column in order, J = M. */
  readonly negatives: Tensor | null
}

/** The tuples of chosen pairs: every chosen positive with every chosen negative of the anchor. */
export function tuples<Values extends Distances | Similarities>(choice: Choice<Values>): Tuples<Values> {
  const p = choice.listed(choice.positive)
  const n = choice.negative
  const ap = choice.measured(p)
  const an = n.columns ? choice.measured(n) : (unsqueeze(choice.matrix(), [1]) as Tensor as Values)
  const negative = n.valid.shape.length === 3 ? n.valid : unsqueeze(n.valid, [1])
  return {
    ap,
    an,
    positive: p.valid,
    negative,
    valid: and(p.valid, negative),
    pn: () => opposite(choice, p, n),
    positives: p.columns!,
    negatives: n.columns,
  }
}

function opposite<Values extends Distances | Similarities>(
  { x, y, between, referenceMatrix }: Choice<Values>,
  p: Selection,
  n: Selection,
): Values {
  const size = fixedDim(x, 0, 'swap')
  const width = fixedDim(y, 0, 'swap')
  const single = (s: Selection): boolean =>
    s.columns !== null && fixed(s.columns.shape, 'swap').join() === `${size},1,1`
  if (single(p) && single(n)) {
    const row = (s: Selection): Tensor => gather(y, reshape(s.columns!, [size]))
    return reshape(between(row(p), row(n)), [size, 1, 1]) as Tensor as Values
  }
  const [, i, j] = fixed(p.columns!.shape, 'swap') as [number, number, number]
  // Every negative of a positive that does not depend on it: the whole row of the positive, [B, I, M].
  if (!n.columns && j === 1) return reshape(gather(referenceMatrix(), p.columns!), [size, i, width]) as Tensor as Values
  const every = constant(ints([...Array(width).keys()], [1, 1, width]))
  const places = add(mul(p.columns!, width), n.columns ?? every)
  return gather(reshape(referenceMatrix(), [width * width]), places) as Tensor as Values
}
