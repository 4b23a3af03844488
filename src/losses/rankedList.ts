import { l2 } from '../distances/l2.ts'
import { demand } from '../errors.ts'
import { add, and, cast, div, exp, greater, mul, reduceSum, sub, withGradient } from '../ops/index.ts'
import { maybe, number } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { all } from '../pairs/negatives/all.ts'
import { pairs } from '../pairs/pairs.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { defineLoss, only } from './define.ts'
import { everyAnchor } from './everyAnchor.ts'
import { pairReport } from './pairReport.ts'
import { mean } from './reducers/mean.ts'

/** Ranked list loss: positives within a ball around the anchor, negatives outside a larger one, the worst violations
 *  weighing most.
 *
 *  L = mean over anchors of (1 - w) Σ_p e^(T_p v_p) v_p / Σ_p e^(T_p v_p) + w Σ_n e^(T_n v_n) v_n / Σ_n e^(T_n v_n)
 *  v_p = d(a,p) - (α - m),  v_n = α - d(a,n)
 *
 *  Sums run over the pairs whose v is above 0; to each sum below a line 1e-5 for every pair is added, violating or not. An
 *  anchor without such pairs counts as 0.
 *
 *  @source Wang, Hua, Kodirov, Hu, Garnier, Robertson 2019, Ranked List Loss; the defaults are theirs, and the
 *    1e-5 pytorch-metric-learning's. It takes α = 1 + m/2 where none is given, leaves negatives at distance 0 out, and
 *    takes all pairs. As there, the gradient flows through the weights too.
 *  @use Where a class shall keep its spread: within the ball of radius α - m nothing is pulled.
 *  @cost B x B.
 *  @collapse With all positives a class need not lie on one point, only within α - m; noise in the labels still pulls kinds
 *    together. With the easiest, kinds may stay apart. */
export const rankedList = defineLoss({
  name: 'ranked-list',
  options: {
    margin: number(0.4, 'how much wider the ball without negatives is than that of the positives', { least: 0 }),
    alpha: maybe('negatives farther than this have no loss; usual 1 + margin / 2', { above: 0 }),
    negativeTemperature: number(10, 'how much more the nearer negatives weigh; 0: all alike', { least: 0 }),
    positiveTemperature: number(0, 'how much more the farther positives weigh; 0: all alike', { least: 0 }),
    imbalance: number(0.5, 'share of the negatives in the loss', { least: 0, most: 1 }),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: only(l2()),
  reducer: mean,
  make: ({ margin, alpha: given, negativeTemperature, positiveTemperature, imbalance, rules, distance, reducer }) => {
    const alpha = given ?? 1 + margin / 2
    demand(negativeTemperature * alpha <= 60, {
      who: 'ranked-list',
      rule: `negativeTemperature must be at most ${60 / alpha}, or e^(T_n α) leaves float32`,
      value: negativeTemperature,
      remedy: 'lower it',
    })
    return {
      whenCollapsed: margin <= alpha ? imbalance * alpha : null,
      of: (batch) => {
        const chosen = pairs(choose(batch, distance, rules))
        const pull = sub(chosen.ap, alpha - margin)
        const push = sub(alpha, chosen.an)
        const pulled = weighted(pull, chosen.positive, positiveTemperature)
        const pushed = weighted(push, chosen.negative, negativeTemperature)
        const losses = add(mul(pulled, 1 - imbalance), mul(pushed, imbalance))
        return { loss: reducer(losses, everyAnchor(losses), batch.labels), ...pairReport(chosen, pull, push) }
      },
    }
  },
})

export type RankedListOptions = NonNullable<Parameters<typeof rankedList>[0]>

/** Of each row of violations the mean of those above 0, weighted by e^(T v): [B, N] to [B, 1].
 *  y = Σ w v / S,  S = Σ w + 1e-5 N;  dv = g w (1 + T (v - y)) / S: the weights hold the bracket. */
function weighted(v: Tensor, valid: Tensor, temperature: number): Tensor {
  const counts = cast(and(valid, greater(v, 0)), 'float32')
  const weights = temperature === 0 ? counts : mul(counts, exp(mul(v, temperature)))
  const sum = (x: Tensor): Tensor => reduceSum(x, { axes: [1], keepdims: true })
  const total = add(sum(weights), 1e-5 * fixedDim(v, 1, 'ranked-list'))
  const y = div(sum(mul(weights, v)), total)
  return withGradient(y, [v], (g, { add, div, mul, sub }) => {
    const each = div(g, total)
    const atZero = mul(each, sub(1, mul(y, temperature)))
    return [mul(weights, temperature === 0 ? each : add(atZero, mul(v, mul(each, temperature))))]
  })
}
