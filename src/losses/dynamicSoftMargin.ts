import { l2 } from '../distances/l2.ts'
import {
  add,
  concat,
  cumSum,
  div,
  greater,
  max,
  mul,
  reduceSum,
  reshape,
  slice,
  stopGradient,
  sub,
  where,
} from '../ops/index.ts'
import { number, whole } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { hardest } from '../pairs/negatives/hardest.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { tuples } from '../pairs/tuples.ts'
import { floats } from '../tensor/array.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import { defineLoss, only } from './define.ts'
import { meanDistance, shareOfAnchors } from './shares.ts'
import { softHistogram } from './softHistogram.ts'

/** Dynamic soft margin loss: triplet loss without a margin; each tuple weighs as much as the share of tuples that are easier.
 *
 *  L = mean over tuples of CDF(x) x,  x = d(a,p) - d(a,n)
 *
 *  CDF is the running sum of a soft histogram of x that is remembered from step to step: h ← (1 - momentum) h + momentum
 *  (histogram of the batch), at the first step that of the batch. Its nodes lie 2 |minimum| / bins apart from minimum to
 *  -minimum. The value falls below 0 where negatives are farther than positives.
 *
 *  @source Zhang, Rusinkiewicz 2019, Learning Local Descriptors With a CDF-Based Dynamic Soft Margin. In
 *    pytorch-metric-learning the histogram of a batch is not divided by its number of tuples before it is mixed in, so that
 *    it weighs momentum times that number: from the second step on the values differ. As there, the gradient flows
 *    through the histogram of the batch too.
 *  @use Where no margin shall be set: hard tuples get nearly the whole weight, easy ones nearly none.
 *  @cost One pair of each side for each anchor: B x D. All with all: B x K x B.
 *  @collapse With all positives and hard negatives, yes, as triplet loss without a margin: on one point it is 0. With the
 *    easiest positive less, but still. */
export const dynamicSoftMargin = defineLoss({
  name: 'dynamic-soft-margin',
  options: {
    minimum: number(-2, 'where the histogram begins, in distances; it ends as far above 0', { below: 0 }),
    bins: whole(10, 'bins of the histogram'),
    momentum: number(0.01, 'share of the newest batch in the histogram', { above: 0, most: 1 }),
  },
  rules: { positives: easiest(), negatives: hardest() },
  distance: only(l2()),
  make: ({ minimum, bins, momentum, rules, distance }) => {
    const zero = constant(floats([0]))
    return {
      init: () => ({ parameters: {}, buffers: { histogram: floats(new Float32Array(bins + 1)) } }),
      whenCollapsed: 0,
      of: (batch, { histogram }) => {
        const { ap, an, positive, negative, valid } = tuples(choose(batch, distance, rules))
        const width = (-2 * minimum) / bins
        const cells = inParts(ap, an, valid).map((part) => {
          const u = add(mul(sub(part.ap, minimum), 1 / width), mul(part.an, -1 / width))
          const flat = [fixedDim(u, 0, 'dynamic-soft-margin'), -1]
          return softHistogram(reshape(u, flat), reshape(part.valid, flat), bins + 1)
        })
        const lowers = cells.map((cell) => cell.lower).reduce(add)
        const uppers = cells.map((cell) => cell.upper).reduce(add)
        const perCell = add(lowers, uppers)
        const [lower, upper, inCells] = [lowers, uppers, perCell].map((x) => reduceSum(x, { axes: [0] }))
        const number = max(reduceSum(inCells!), 1)
        const ofBatch = div(add(concat([lower!, zero], 0), concat([zero, upper!], 0)), number)
        const held = mixed(histogram!, ofBatch, momentum)
        // A tuple weighs by its cell alone: the sum over tuples is one over cells, each with the sum of its x.
        const sums = add(mul(inCells!, corners(minimum, width, bins)), mul(upper!, width))
        const weights = slice(cumSum(held, 0), { starts: [0], ends: [bins], axes: [0] })
        return {
          loss: div(reduceSum(mul(weights, sums)), number),
          valid: shareOfAnchors(greater(perCell, 0)),
          active: div(reduceSum(mul(inCells!, aboveZero(bins))), number),
          positive: meanDistance(ap, positive),
          negative: meanDistance(an, negative),
          buffers: { histogram: stopGradient(held) },
        }
      },
    }
  },
})

export type DynamicSoftMarginOptions = NonNullable<Parameters<typeof dynamicSoftMargin>[0]>

/** The tuples in at most four parts along their positives: what a part takes on the way is then a quarter of the whole. */
function inParts(ap: Tensor, an: Tensor, valid: Tensor): { ap: Tensor; an: Tensor; valid: Tensor }[] {
  const positives = fixed(valid.shape, 'dynamic-soft-margin')[1]!
  const each = Math.ceil(positives / 4)
  const part = (x: Tensor, from: number): Tensor =>
    x.shape[1] === 1 ? x : slice(x, { starts: [from], ends: [from + each], axes: [1] })
  return Array.from({ length: Math.ceil(positives / each) }, (_, i) => ({
    ap: part(ap, i * each),
    an: part(an, i * each),
    valid: part(valid, i * each),
  }))
}

/** The lower ends of the bins. */
const corners = (minimum: number, width: number, bins: number): Tensor =>
  constant(floats(Array.from({ length: bins }, (_, f) => minimum + width * f)))

/** How much of each bin lies above 0, where the negative is nearer than the positive. */
const aboveZero = (bins: number): Tensor =>
  constant(floats(Array.from({ length: bins }, (_, f) => Math.min(Math.max(f + 1 - bins / 2, 0), 1))))

/** What was remembered and what the batch says; the one of them that is there, where the other is empty. */
function mixed(held: Tensor, ofBatch: Tensor, momentum: number): Tensor {
  const [some, fresh] = [greater(reduceSum(held), 0), greater(reduceSum(ofBatch), 0)]
  const share = where(fresh, where(some, momentum, 1), 0)
  return add(mul(held, sub(1, share)), mul(ofBatch, share))
}
