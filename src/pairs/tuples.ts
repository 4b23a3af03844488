import type { Distances } from '../distances/measure.ts'
import { add, and, gather, mul, reshape, unsqueeze } from '../ops/index.ts'
import { ints } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import type { Choice } from './choose.ts'
import type { Selection } from './rule.ts'

/** Tuples of an anchor, a positive and a negative. Everything broadcasts to [B, I, J]: positives along I, negatives
 *  along J, and length 1 where one does not depend on the other. */
export interface Tuples {
  readonly ap: Distances
  readonly an: Distances
  /** Which positives hold, which negatives, and which tuples: those where both do. Bool. */
  readonly positive: Tensor
  readonly negative: Tensor
  readonly valid: Tensor
  /** Distance of positive and negative: another side of the triangle. */
  readonly pn: () => Distances
}

/** The tuples of chosen pairs: every chosen positive with every chosen negative of the anchor. */
export function tuples(choice: Choice): Tuples {
  const p = choice.positive.columns ? choice.positive : choice.everyPositive()
  const n = choice.negative
  const ap = choice.distances(p)
  const an = n.columns ? choice.distances(n) : (unsqueeze(choice.matrix(), [1]) as Distances)
  const negative = n.columns ? n.valid : unsqueeze(n.valid, [1])
  return { ap, an, positive: p.valid, negative, valid: and(p.valid, negative), pn: () => opposite(choice, p, n) }
}

function opposite({ x, between, matrix }: Choice, p: Selection, n: Selection): Distances {
  const [size] = fixed(x.shape, 'swap') as [number]
  const single = (s: Selection): boolean =>
    s.columns !== null && fixed(s.columns.shape, 'swap').join() === `${size},1,1`
  if (single(p) && single(n)) {
    const row = (s: Selection): Tensor => gather(x, reshape(s.columns!, [size]))
    return reshape(between(row(p), row(n)), [size, 1, 1]) as Distances
  }
  const [, i, j] = fixed(p.columns!.shape, 'swap') as [number, number, number]
  // Every negative of a positive that does not depend on it: the whole row of the positive, [B, I, M].
  if (!n.columns && j === 1) return reshape(gather(matrix(), p.columns!), [size, i, size]) as Distances
  const every = constant(ints([...Array(size).keys()], [1, 1, size]))
  return gather(reshape(matrix(), [size * size]), add(mul(p.columns!, size), n.columns ?? every)) as Distances
}
