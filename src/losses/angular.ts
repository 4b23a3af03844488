import { closeness } from '../distances/closeness.ts'
import { cosine } from '../distances/cosine.ts'
import { add, and, gather, logSumExpWhere, mul, reduceL2, unsqueeze } from '../ops/index.ts'
import { flag, number } from '../option.ts'
import { anyOf } from '../pairs/anyOf.ts'
import type { Batch } from '../pairs/batch.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { tuples } from '../pairs/tuples.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'

/** Angular loss: seen from the negative, anchor and positive shall lie within an angle.
 *
 *  L = mean over positive pairs of ln( 1 + Σ_n e^f(a,p,n) )
 *  f(a,p,n) = 4 tan²α (a + p)·n - 2 (1 + tan²α) a·p
 *
 *  Embeddings are brought to length 1.
 *
 *  @source Wang, Zhou, Wen, Liu, Lin 2017, Deep Metric Learning with Angular Loss, in the batch form of N-pairs.
 *    pytorch-metric-learning leaves the negatives as long as they come (rawNegatives), and always takes all of them.
 *  @use Where scales of classes differ: the bound is an angle of the triangle, not a distance.
 *  @cost B x K x B, K positives of an anchor.
 *  @collapse With all positives, yes: each pair is pulled at any distance. The easiest positive does not help:
 *    negatives are pushed without end, a whole class the same way. */
export const angular = defineLoss({
  name: 'angular',
  options: {
    alpha: number(40, 'the largest angle at the negative, in degrees', { above: 0, below: 90 }),
    rawNegatives: flag('negatives keep their length'),
  },
  rules: { positives: easiest(), negatives: all() },
  reducer: mean,
  make: ({ alpha, rawNegatives, rules, reducer }) => {
    const squaredTangent = Math.tan((alpha * Math.PI) / 180) ** 2
    return {
      of: (batch) => {
        // In distances -s: the factors turn their sign back.
        const { ap, an, pn, positive, negative, negatives, valid } = tuples(choose(batch, closeness(cosine()), rules))
        const apart = -4 * squaredTangent
        const beside = mul(add(an, pn()), rawNegatives ? mul(lengths(batch, negatives), apart) : apart)
        // Positives that do not vary with the negative need not be in the condition, which then is not [B, I, J].
        const summed = positive.shape[2] === 1 ? negative : valid
        const losses = logSumExpWhere(add(beside, mul(ap, 2 * (1 + squaredTangent))), summed, { plusOne: true })
        const counts = and(anyOf(positive), anyOf(summed))
        return {
          loss: reducer(losses, counts, batch.labels),
          valid: shareOfAnchors(counts),
          active: shareOfActive(losses, counts),
          positive: meanDistance(ap, positive),
          negative: meanDistance(an, negative),
        }
      },
    }
  },
})

export type AngularOptions = NonNullable<Parameters<typeof angular>[0]>

/** Of the negatives of tuples, as their network gave them: [B, I, J], or [1, 1, M] where they are all columns. */
function lengths({ embeddings, references }: Batch, negatives: Tensor | null): Tensor {
  const of = reduceL2(references?.embeddings ?? embeddings, { axes: [1] })
  return negatives ? gather(of, negatives) : unsqueeze(of, [0, 1])
}
