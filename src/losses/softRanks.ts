import type { DistanceMeasure } from '../distances/measure.ts'
import {
  and,
  cast,
  concat,
  div,
  equal,
  max,
  mul,
  reduceSum,
  reshape,
  sigmoid,
  sub,
  unsqueeze,
  where,
  withGradient,
} from '../ops/index.ts'
import { anyOf } from '../pairs/anyOf.ts'
import type { Batch } from '../pairs/batch.ts'
import type { Choice } from '../pairs/choose.ts'
import { choose } from '../pairs/choose.ts'
import { pairs } from '../pairs/pairs.ts'
import type { Rules } from '../pairs/rule.ts'
import { tuples } from '../pairs/tuples.ts'
import { bools, floats } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** How many come before each chosen positive in its anchor's ranking, softly. */
export interface SoftRanks {
  /** Distances of the at most K chosen positives and which of them are there, [B, K]. */
  readonly ap: Tensor
  readonly positive: Tensor
  /** Which anchors have a chosen positive other than themselves, [B, 1]. */
  readonly counts: Tensor
  /** How many negatives are nearer than each positive, and how many positives: that positive itself is not counted. */
  readonly negatives: Tensor
  readonly positives: Tensor
  /** From something of each positive, [B, K], to its mean over each anchor's, [B, 1]; 0 where it has none. */
  readonly meanOfPositives: (x: Tensor) => Tensor
  /** Distances of the negatives and which of them are chosen, [B, N]; where each positive has its own, together [B, K, N]. */
  readonly an: Tensor
  readonly negative: Tensor
}

export interface RanksOptions {
  readonly rules: Rules
  readonly temperature: number
  /** Whether the anchor counts as a positive of its own, where it is among those it is compared with. */
  readonly withAnchor: boolean
}

/** Ranks by sums of sigmoids (Brown et al. 2020): x is nearer than p by σ((d(a,p) - d(a,x)) / temperature).
 *
 *  Each chosen positive is ranked among the chosen ones of its anchor and the chosen negatives; under a rule that measures
 *  from the other side, among the negatives that stand in a tuple with it, and a positive that no tuple holds does not count.
 *  No rule ties a negative to the anchor itself: withAnchor, it then has none before it.
 *  Memory B K N, the N negatives up to M: it is what the ranks of all positives among all are made of. */
export function softRanks(
  batch: Batch,
  measure: DistanceMeasure,
  { rules, temperature, withAnchor }: RanksOptions,
): SoftRanks {
  const choice = choose(batch, measure, rules)
  const tied = rules.positives.bound || rules.negatives.bound
  const chosen = tied ? inTuples(choice, rules) : pairs({ ...choice, positive: choice.listed(choice.positive) })
  const { an, negative } = chosen
  const [size] = fixed(chosen.ap.shape, 'softRanks') as [number, number]
  const own = withAnchor && (!batch.references || batch.references.beginWithBatch)
  const first = (ofAnchor: () => Tensor, x: Tensor): Tensor => (own ? concat([ofAnchor(), x], 1) : x)
  const ap = first(() => reshape(measure.between(choice.x, choice.x), [size, 1]), chosen.ap)
  const positive = first(() => constant(bools(Array(size).fill(true), [size, 1])), chosen.positive)
  const inUnits = (d: Tensor): Tensor => mul(d, 1 / temperature)
  const scaled = inUnits(ap)
  const held = where(negative, inUnits(an), beyond)
  return {
    ap,
    positive,
    counts: anyOf(chosen.positive),
    negatives: tied
      ? first(() => constant(floats(new Float32Array(size), [size, 1])), nearer(inUnits(chosen.ap), held))
      : nearer(scaled, unsqueeze(held, [1])),
    // Each positive is as near as itself: a half.
    positives: sub(nearer(scaled, unsqueeze(where(positive, scaled, beyond), [1])), 0.5),
    meanOfPositives: (x) => div(sumOf(where(positive, x, 0)), max(sumOf(cast(positive, 'float32')), 1)),
    an,
    negative,
  }
}

/** What each positive is ranked among where one side's choice depends on the other's: ap [B, K] and negative [B, K, N]. */
function inTuples(choice: Choice, rules: Rules): Pick<SoftRanks, 'ap' | 'positive' | 'an' | 'negative'> {
  const { ap, an, valid } = rules.positives.bound ? ofDistinctPositives(choice) : tuples(choice)
  const [size, width] = fixed(ap.shape, 'softRanks') as [number, number, number]
  return {
    ap: reshape(ap, [size, width]),
    positive: reshape(anyOf(valid), [size, width]),
    an,
    negative: valid,
  }
}

/** Tuples of a rule that chooses a positive for each negative, with every positive listed once: a sample has one place in a
 *  ranking, however many negatives led to it. */
function ofDistinctPositives(choice: Choice): { ap: Tensor; an: Tensor; valid: Tensor } {
  const { positive, negative } = choice
  const listed = choice.listed({ columns: null, valid: choice.same })
  const an = choice.measured(negative)
  return {
    ap: choice.measured(listed),
    an: negative.columns ? an : unsqueeze(an, [1]),
    valid: and(listed.valid, and(equal(listed.columns!, positive.columns!), positive.valid)),
  }
}

const sumOf = (x: Tensor): Tensor => reduceSum(x, { axes: [1], keepdims: true })

/** So far that its sigmoid is 0. */
const beyond = 1e30

/** y_k = Σ_j σ(p_k - x_j), of each row: [B, K] and [B, 1, N] to [B, K]; or, of [B, K, N], x_kj.
 *  dp_k = g_k Σ_j σ',  dx_j = - Σ_k g_k σ',  σ' = σ (1 - σ): both from one pass for σ'. */
function nearer(p: Tensor, x: Tensor): Tensor {
  const s = sigmoid(sub(unsqueeze(p, [2]), x))
  return withGradient(reduceSum(s, { axes: [2] }), [p, x], (g, { matMul, mul, neg, reduceSum, sub, unsqueeze }) => {
    const slope = sub(s, mul(s, s))
    const dx = x.shape[1] === 1 ? matMul(unsqueeze(neg(g), [1]), slope) : mul(unsqueeze(neg(g), [2]), slope)
    return [mul(g, reduceSum(slope, { axes: [2] })), dx]
  })
}
