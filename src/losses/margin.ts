import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import { demand } from '../errors.ts'
import { add, cast, div, gather, greater, max, mul, reduceSum, relu, sub, unsqueeze, where } from '../ops/index.ts'
import { flag, maybe, number } from '../option.ts'
import { choose } from '../pairs/choose.ts'
import { distanceWeighted } from '../pairs/negatives/distanceWeighted.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import { tuples } from '../pairs/tuples.ts'
import { floats } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { scalar } from '../tensor/tensor.ts'
import { anyMeasure, defineLoss } from './define.ts'
import { meanDistance, shareOfAnchors } from './shares.ts'

/** Margin loss: positives nearer than a boundary beta, negatives beyond it, both by a margin; beta may be learned for each
 *  class.
 *
 *  L = sum over tuples of [ d(a,p) - beta_a + m ]+ + [ beta_a - d(a,n) + m ]+ + nu beta_a, over the number of brackets
 *  that are not 0; 0 where all are. beta_a is the beta of the anchor's class; nu counts only where beta is learned.
 *
 *  @source Wu, Manmatha, Smola, Krähenbühl 2017, Sampling Matters, eqs. 5-8.
 *  @use Where classes differ in width: a learned beta lets each have its own. With distance-weighted negatives.
 *  @cost One pair of each side for each anchor: B x D, and B x B to draw the negatives. All with all: B x K x B.
 *  @collapse With all positives and noise in the labels, yes where beta is learned; a fixed beta above the margin keeps a
 *    class some width, and its kinds only where there is room (see Theory). */
export const margin = defineLoss({
  name: 'margin',
  options: {
    margin: number(0.2, 'half the width of the band around beta in which pairs have a loss', { least: 0 }),
    beta: maybe(
      'the distance that divides positives from negatives; where it is learned, its start; usual 1.2, of a similarity 0.28: the same angle',
    ),
    learnBeta: flag('learn a beta for each class'),
    classes: maybe('how many classes there are, where beta is learned', { whole: true, least: 1 }),
    nu: number(0, 'price of a large learned beta', { least: 0 }),
  },
  rules: { positives: easiest(), negatives: distanceWeighted() },
  distance: anyMeasure(l2()),
  make: ({ margin: m, beta, learnBeta, classes, nu, rules, distance }) => {
    const alike = distance.kind === 'similarity'
    demand(!learnBeta || classes !== undefined, {
      who: 'margin',
      rule: 'to learn a beta for each class, the number of classes must be known',
      remedy: 'give classes',
    })
    demand(nu === 0 || learnBeta, {
      who: 'margin',
      rule: 'nu is the price of a learned beta',
      value: nu,
      remedy: 'set learnBeta, or leave nu out',
    })
    const learned = learnBeta ? classes : undefined
    const start = beta ?? (alike ? 0.28 : 1.2)
    demand(alike ? start >= -1 : start > 0, {
      who: 'margin',
      rule: `beta, a ${distance.kind}, must be ${alike ? 'at least -1' : 'above 0'}`,
      value: start,
    })
    const measure = closeness(distance)
    const threshold = measure.threshold(start)
    const atOnePoint = (d: number): number => {
      const brackets = [d - threshold + m, threshold - d + m].filter((bracket) => bracket > 0)
      return brackets.reduce((a, b) => a + b, 0) / Math.max(brackets.length, 1)
    }
    return {
      ...(learned ? { classes: learned } : {}),
      init: () => ({
        parameters: learned ? { beta: floats(new Float32Array(learned).fill(start)) } : {},
        buffers: {},
      }),
      whenCollapsed: atOnePoint(alike ? -1 : 0),
      of: (batch, { beta: betas }) => {
        const { ap, an, positive, negative, valid } = tuples(choose(batch, measure, rules))
        const own = betas && unsqueeze(gather(betas, batch.labels), [1, 2])
        const b = own ? mul(own, measure.threshold(1)) : scalar(threshold)
        const pull = relu(add(sub(ap, b), m))
        const push = relu(add(sub(b, an), m))
        // A pair stands in as many tuples as it has partners on the other side.
        const each = cast(valid, 'float32')
        const [pulls, pushes] = [partners(each, pull), partners(each, push)]
        const sum = add(reduceSum(mul(pull, pulls)), reduceSum(mul(push, pushes)))
        const active = add(sumWherePositive(pull, pulls), sumWherePositive(push, pushes))
        const price = own && nu > 0 ? mul(reduceSum(mul(own, each)), nu) : 0
        return {
          loss: div(where(greater(active, 0), add(sum, price), 0), max(active, 1)),
          valid: shareOfAnchors(valid),
          active: div(active, max(mul(reduceSum(each), 2), 1)),
          positive: meanDistance(ap, positive),
          negative: meanDistance(an, negative),
        }
      },
    }
  },
})

export type MarginOptions = NonNullable<Parameters<typeof margin>[0]>

/** In how many tuples each pair of one side stands: the tuples summed over the axes along which the side does not vary. */
function partners(each: Tensor, side: Tensor): Tensor {
  const axes = each.shape.flatMap((d, i) => (side.shape[i] === 1 && d !== 1 ? [i] : []))
  return reduceSum(each, { axes, keepdims: true })
}

const sumWherePositive = (losses: Tensor, counts: Tensor): Tensor => reduceSum(where(greater(losses, 0), counts, 0))
