import type { DistanceMeasure } from '../distances/measure.ts'
import {
  cast,
  concat,
  div,
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
import { choose } from '../pairs/choose.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { bools } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** How many come before each positive in its anchor's ranking, softly. */
export interface SoftRanks {
  /** Distances of the at most K positives and which of them are there, [B, K]. */
  readonly ap: Tensor
  readonly positive: Tensor
  /** Which anchors have a positive other than themselves, [B, 1]. */
  readonly counts: Tensor
  /** How many negatives are nearer than each positive, and how many positives: that positive itself is not counted. */
  readonly negatives: Tensor
  readonly positives: Tensor
  /** From something of each positive, [B, K], to its mean over each anchor's, [B, 1]; 0 where it has none. */
  readonly meanOfPositives: (x: Tensor) => Tensor
  /** Distances of all pairs, and which of them are negative, [B, M]. */
  readonly an: Tensor
  readonly negative: Tensor
}

/** Ranks by sums of sigmoids (Brown et al. 2020): x is nearer than p by σ((d(a,p) - d(a,x)) / temperature).
 *  Memory B K M: it is what the ranks of all positives among all are made of.
 *  @param withAnchor whether the anchor counts as a positive of its own, where it is among those it is compared with */
export function softRanks(
  batch: Batch,
  measure: DistanceMeasure,
  { temperature, withAnchor }: { readonly temperature: number; readonly withAnchor: boolean },
): SoftRanks {
  const choice = choose(batch, measure, everyPair)
  const listed = choice.listed(choice.positive)
  const distances = choice.measured(listed)
  const [size, width] = fixed(distances.shape, 'softRanks') as [number, number, number]
  const others = { ap: reshape(distances, [size, width]), positive: reshape(listed.valid, [size, width]) }
  const own = withAnchor && (!batch.references || batch.references.beginWithBatch)
  const ap = own ? concat([reshape(measure.between(choice.x, choice.x), [size, 1]), others.ap], 1) : others.ap
  const positive = own
    ? concat([constant(bools(Array(size).fill(true), [size, 1])), others.positive], 1)
    : others.positive
  const scaled = mul(ap, 1 / temperature)
  const among = (d: Tensor, there: Tensor): Tensor => nearer(scaled, where(there, d, beyond))
  return {
    ap,
    positive,
    counts: anyOf(others.positive),
    negatives: among(mul(choice.matrix(), 1 / temperature), choice.other),
    // Each positive is as near as itself: a half.
    positives: sub(among(scaled, positive), 0.5),
    meanOfPositives: (x) => div(sumOf(where(positive, x, 0)), max(sumOf(cast(positive, 'float32')), 1)),
    an: choice.matrix(),
    negative: choice.other,
  }
}

const everyPair = { positives: positives.all(), negatives: negatives.all() }

const sumOf = (x: Tensor): Tensor => reduceSum(x, { axes: [1], keepdims: true })

/** So far that its sigmoid is 0. */
const beyond = 1e30

/** y_k = Σ_j σ(p_k - x_j), of each row: [B, K] and [B, M] to [B, K].
 *  dp_k = g_k Σ_j σ',  dx_j = - Σ_k g_k σ',  σ' = σ (1 - σ): both from one pass for σ'. */
function nearer(p: Tensor, x: Tensor): Tensor {
  const s = sigmoid(sub(unsqueeze(p, [2]), unsqueeze(x, [1])))
  return withGradient(
    reduceSum(s, { axes: [2] }),
    [p, x],
    (g, { matMul, mul, neg, reduceSum, squeeze, sub, unsqueeze }) => {
      const slope = sub(s, mul(s, s))
      return [mul(g, reduceSum(slope, { axes: [2] })), squeeze(matMul(unsqueeze(neg(g), [1]), slope), [1])]
    },
  )
}
