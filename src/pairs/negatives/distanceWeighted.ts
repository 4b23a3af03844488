import { demand } from '../../errors.ts'
import { add, and, argMax, less, log, max, mul, neg, relu, sqrt, sub, where } from '../../ops/index.ts'
import { number } from '../../option.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { anyOf } from '../anyOf.ts'
import { defineRule } from '../defineRule.ts'
import { one } from '../one.ts'

/** Distance-weighted negative: one negative for each anchor, drawn so that all distances are equally likely. d is the
 *  Euclidean distance of embeddings brought to length 1, whatever the loss measures by; D is their dimension.
 *
 *  q(d) ~ d^(D-2) (1 - d²/4)^((D-3)/2), the spread of distances on the unit sphere
 *  n is drawn with weight 1 / q(max(d, cutoff)), none beyond nonzeroLossCutoff
 *
 *  @source Wu, Manmatha, Smola, Krähenbühl 2017, Sampling Matters in Deep Embedding Learning, section 4.
 *    pytorch-metric-learning draws from all pairs of an anchor's row, here exactly one for each anchor.
 *  @use With margin loss: negatives of every distance, where the hardest are noise and most others teach nothing.
 *  @cost A few passes over B x B, and as much noise.
 *  @collapse Negatives are spread over all distances, so the whole embedding is safe; whether a class falls onto one point is
 *    up to the positives. */
export const distanceWeighted = defineRule({
  side: 'negative',
  name: 'distance-weighted',
  bound: false,
  options: {
    cutoff: number(0.5, 'distances below this count as this, so that no weight explodes', { above: 0, below: 2 }),
    nonzeroLossCutoff: number(1.4, 'farther negatives are not drawn: they would give no loss', { above: 0, most: 2 }),
  },
  make: ({ cutoff, nonzeroLossCutoff }) => {
    demand(cutoff < nonzeroLossCutoff, {
      who: 'distance-weighted negatives',
      rule: `cutoff must be below nonzeroLossCutoff = ${nonzeroLossCutoff}`,
      value: cutoff,
    })
    return ({ cosines, allowed, dimension, noise }) => {
      const d = sqrt(relu(sub(2, mul(cosines(), 2))))
      const drawable = and(allowed, less(d, nonzeroLossCutoff))
      // The draw: an argmax of log weight + Gumbel noise.
      const drawn = add(
        logWeight(max(d, cutoff), dimension),
        gumbel(noise('negatives', fixed(d.shape, 'distanceWeighted'))),
      )
      return one({ columns: argMax(where(drawable, drawn, -3e38), -1, true), valid: anyOf(drawable) })
    }
  },
})

/** log 1/q(d) = (2 - D) log d - (D - 3)/2 log(1 - d²/4). */
function logWeight(d: Tensor, dimension: number): Tensor {
  const cap = max(sub(1, mul(mul(d, d), 0.25)), 1e-8)
  return sub(mul(log(d), 2 - dimension), mul(log(cap), (dimension - 3) / 2))
}

/** Gumbel noise -log(-log u) of uniform u, kept inside (0, 1). */
const gumbel = (u: Tensor): Tensor => neg(log(neg(log(max(mul(u, 1 - 1e-7), 1e-10)))))
