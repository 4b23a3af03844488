import { closeness } from '../distances/closeness.ts'
import { cosine } from '../distances/cosine.ts'
import { add, exp, log, mul, sub } from '../ops/index.ts'
import { flag, number, word } from '../option.ts'
import { all } from '../pairs/negatives/all.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { mean } from './reducers/mean.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'
import { softRanks } from './softRanks.ts'

/** PNP loss: penalises the negatives that come before a positive, and them only.
 *
 *  L = mean over anchors of mean over chosen p of f(R(p)),  R(p) = Σ_n σ((s(a,n) - s(a,p)) / t) over chosen n
 *  O: f(R) = R;  Iu: (1 + R) ln(1 + R);  Ib: (b R - ln(1 + b R)) / b²;  Ds: ln(1 + R);  Dq: 1 - (1 + R)^-α
 *
 *  Iu and Ib press on positives with many negatives before them, Ds and Dq on those with few. Of a distance, s is its
 *  negative. Negatives that a rule measures from a positive count for that positive alone.
 *
 *  @source Li, Min, Song, Zhu, Kang, Wei, Wei, Jiang 2022, Rethinking the Optimization of Average Precision. The code of the
 *    authors and pytorch-metric-learning count the anchor as a positive of its own (withAnchor), take
 *    all pairs and default to O.
 *  @use As Smooth AP; with noise in the labels the variants Ds and Dq, which give up on positives far behind.
 *  @cost B x K x B, K chosen positives of an anchor: with the easiest B x B.
 *  @collapse Positives are pulled only past negatives that come before them: a class that is apart from the others may keep
 *    its spread. With all positives and Ds or Dq a kind that lies among another class's samples is let go; with the
 *    easiest only the nearest is pulled, and kinds may stay apart. */
export const pnp = defineLoss({
  name: 'pnp',
  options: {
    variant: word(['O', 'Iu', 'Ib', 'Ds', 'Dq'], 'O', 'how the count of negatives before a positive becomes its loss'),
    b: number(2, 'of Ib: how soon it grows as O does', { above: 0 }),
    alpha: number(1, 'of Dq: how soon it stops growing', { above: 0 }),
    temperature: number(0.01, 'width of the sigmoid, in units of the similarity', { above: 0 }),
    withAnchor: flag('count the anchor as a positive of its own, the first of its ranking'),
  },
  rules: { positives: easiest(), negatives: all() },
  distance: anyMeasure(cosine()),
  reducer: mean,
  make: ({ variant, b, alpha, temperature, withAnchor, rules, distance, reducer }) => ({
    of: (batch) => {
      const ranks = softRanks(batch, closeness(distance), { rules, temperature, withAnchor })
      const { ap, an, counts, positive, negative, negatives, meanOfPositives } = ranks
      const losses = meanOfPositives(penalties[variant](negatives, b, alpha))
      return {
        loss: reducer(losses, counts, batch.labels),
        valid: shareOfAnchors(counts),
        active: shareOfActive(losses, counts),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }),
})

export type PnpOptions = NonNullable<Parameters<typeof pnp>[0]>

const logOf1Plus = (r: Tensor): Tensor => log(add(r, 1))

const penalties = {
  O: (r: Tensor) => r,
  Iu: (r: Tensor) => mul(add(r, 1), logOf1Plus(r)),
  Ib: (r: Tensor, b: number) => mul(sub(mul(r, b), logOf1Plus(mul(r, b))), 1 / b ** 2),
  Ds: logOf1Plus,
  Dq: (r: Tensor, _: number, alpha: number) => sub(1, exp(mul(logOf1Plus(r), -alpha))),
}
