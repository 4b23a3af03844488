import {
  add,
  and,
  argMax,
  cast,
  concat,
  div,
  gatherElements,
  greater,
  less,
  lessOrEqual,
  log,
  matMul,
  max,
  min,
  mul,
  neg,
  or,
  reduceMin,
  reduceSum,
  slice,
  sqrt,
  sub,
  topK,
  transposed,
  where,
} from '../src/ops/index.ts'
import { nearest } from '../src/pairs/nearest.ts'
import { one } from '../src/pairs/one.ts'
import { all } from '../src/pairs/positives/all.ts'
import { easiest } from '../src/pairs/positives/easiest.ts'
import { kEasiest } from '../src/pairs/positives/kEasiest.ts'
import { reciprocal } from '../src/pairs/positives/reciprocal.ts'
import type { Candidates, FreePositiveRule, Selection } from '../src/pairs/rule.ts'
import { fixedDim } from '../src/tensor/shape.ts'
import type { Tensor } from '../src/tensor/tensor.ts'

/** A rule for positives that was looked at, in words. */
export interface PositiveCandidate {
  readonly words: string
  readonly rule: FreePositiveRule
}

/** Rules between the easiest positive and all of them that let the batch decide how many classmates pull. Where a rule would take
 *  none, the nearest counts. None of them is offered but those of the library: see docs/choosing-positives.md for why. */
export const positiveCandidates: readonly PositiveCandidate[] = [
  { words: 'all', rule: all() },
  { words: 'easiest', rule: easiest() },
  { words: '3 easiest', rule: kEasiest({ k: 3 }) },
  within('nearer than the nearest negative, the nearest at least', ({ d, opponent }) => less(d, opponent)),
  within('the same, also seen from the positive', ({ d, opponent, opponentOfPositive }) =>
    and(less(d, opponent), less(d, opponentOfPositive)),
  ),
  within('nearer than the nearest negative, and within 1.5 times the nearest positive', ({ d, opponent, first }) =>
    and(less(d, opponent), lessOrEqual(d, mul(first, 1.5))),
  ),
  within('within 1.5 times the nearest positive', ({ d, first }) => lessOrEqual(d, mul(first, 1.5))),
  within('up to the largest gap before the nearest negative', (seen) => lessOrEqual(seen.d, upTo(seen, sub))),
  within('up to the largest ratio of neighbours in that list', (seen) =>
    lessOrEqual(
      seen.d,
      upTo(seen, (next, at) => div(next, max(at, 1e-6))),
    ),
  ),
  within('components of first neighbours', ({ d, first }) => connected(lessOrEqual(d, first))),
  { words: 'one drawn, softmin with the spread of the distances as temperature', rule: custom(drawn) },
  { words: 'reciprocal, k = 3', rule: reciprocal({ k: 3 }) },
]

/** What a rule looks at. Distances to what is no classmate are beyond any other. */
interface Seen {
  /** To classmates, [B, B]. */
  readonly d: Tensor
  /** To the nearest classmate, [B, 1]. */
  readonly first: Tensor
  /** To the nearest of another class: from the anchor, [B, 1], and from the positive, [1, B]. */
  readonly opponent: Tensor
  readonly opponentOfPositive: Tensor
}

const beyond = 3e38

function custom(choose: (candidates: Candidates) => Selection): FreePositiveRule {
  return { side: 'positive', name: 'candidate', bound: false, choose }
}

/** The classmates of which something holds, and the nearest. */
function within(words: string, holds: (seen: Seen) => Tensor): PositiveCandidate {
  const choose = ({ distances, allowed, opposed }: Candidates): Selection => {
    const d = where(allowed, distances(), beyond)
    const others = where(opposed, distances(), beyond)
    const first = reduceMin(d, { axes: [1], keepdims: true })
    const opponent = reduceMin(others, { axes: [1], keepdims: true })
    const opponentOfPositive = reduceMin(others, { axes: [0], keepdims: true })
    const chosen = or(holds({ d, first, opponent, opponentOfPositive }), lessOrEqual(d, first))
    return { columns: null, valid: and(allowed, chosen) }
  }
  return { words, rule: custom(choose) }
}

/** The distance after which the step to the next in the list is largest: classmates in order, then the nearest of another class. */
function upTo({ d, opponent }: Seen, step: (next: Tensor, at: Tensor) => Tensor): Tensor {
  const length = fixedDim(d, 1, 'candidate')
  const list = concat([min(topK(d, { k: length, axis: 1, largest: false }).values, opponent), opponent], 1)
  const at = slice(list, { axes: [1], starts: [0], ends: [length] })
  const next = slice(list, { axes: [1], starts: [1], ends: [length + 1] })
  return gatherElements(at, argMax(step(next, at), 1, true), 1)
}

/** Whether a way leads from one sample to another, each a link of the next: links are followed both ways. */
function connected(links: Tensor): Tensor {
  const size = fixedDim(links, 0, 'candidate')
  const both = or(links, transposed(links))
  let reached = cast(both, 'float32')
  for (let steps = 1; steps < size; steps *= 2)
    reached = cast(greater(add(reached, matMul(reached, reached)), 0), 'float32')
  return greater(reached, 0)
}

/** One classmate, drawn with probability softmin(d / s), s the spread of the anchor's distances (Gumbel-max). */
function drawn({ distances, allowed, noise }: Candidates): Selection {
  const d = distances()
  const mask = cast(allowed, 'float32')
  const count = max(reduceSum(mask, { axes: [1], keepdims: true }), 1)
  const mean = div(reduceSum(mul(d, mask), { axes: [1], keepdims: true }), count)
  const off = mul(sub(d, mean), mask)
  const spread = sqrt(max(div(reduceSum(mul(off, off), { axes: [1], keepdims: true }), count), 1e-12))
  const size = [fixedDim(d, 0, 'candidate'), fixedDim(d, 1, 'candidate')]
  const gumbel = neg(log(max(neg(log(max(noise('softmin', size), 1e-7))), 1e-7)))
  return one(nearest(sub(div(d, spread), gumbel), allowed))
}
