import { closeness } from '../distances/closeness.ts'
import { l2 } from '../distances/l2.ts'
import type { DistanceMeasure, SimilarityMeasure } from '../distances/measure.ts'
import { demand } from '../errors.ts'
import { add, cast, div, gather, greater, max, mul, reduceSum, relu, sub, unsqueeze, where } from '../ops/index.ts'
import { choose } from '../pairs/choose.ts'
import { distanceWeighted } from '../pairs/negatives/distanceWeighted.ts'
import { easiest } from '../pairs/positives/easiest.ts'
import type { Rules } from '../pairs/rule.ts'
import { rulesOf } from '../pairs/rulesOf.ts'
import { tuples } from '../pairs/tuples.ts'
import { floats } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { scalar } from '../tensor/tensor.ts'
import type { Loss } from './loss.ts'
import { meanDistance, shareOfAnchors } from './shares.ts'

export type MarginOptions = Partial<Rules> & {
  /** Half the width of the band around beta in which pairs have a loss. Default 0.2. */
  readonly margin?: number
  /** The distance that divides positives from negatives; where it is learned, its start. Default 1.2, and for a
   *  similarity 0.28: the same angle. */
  readonly beta?: number
  /** Learns a beta for each of this many classes; labels are 0 .. classes - 1. Default: beta stays as it is. */
  readonly learnBetaFor?: number
  /** Price of a large learned beta. Default 0. */
  readonly nu?: number
  /** Default l2. */
  readonly distance?: DistanceMeasure | SimilarityMeasure
}

/** Margin loss (Wu et al. 2017, eqs. 5-8).
 *  L = sum over tuples of [ d(a,p) - beta_a + m ]+ + [ beta_a - d(a,n) + m ]+ + nu beta_a, over the number of brackets
 *  that are not 0; 0 where all are. beta_a is the beta of the anchor's class; nu counts only where beta is learned.
 *  Default: easiest positive, distance-weighted negative. */
export function margin(options: MarginOptions = {}): Loss {
  const { margin: m = 0.2, learnBetaFor, nu = 0, distance = l2() } = options
  const alike = distance.kind === 'similarity'
  const { beta = alike ? 0.28 : 1.2 } = options
  const rules = rulesOf(options, { positives: easiest(), negatives: distanceWeighted() })
  check({ margin: m, nu, beta, learnBetaFor })
  const measure = closeness(distance)
  const threshold = measure.threshold(beta)
  const atOnePoint = (d: number): number => {
    const brackets = [d - threshold + m, threshold - d + m].filter((bracket) => bracket > 0)
    return brackets.reduce((a, b) => a + b, 0) / Math.max(brackets.length, 1)
  }
  return {
    name: 'margin',
    parameters: learnBetaFor ? { beta: floats(new Float32Array(learnBetaFor).fill(beta)) } : {},
    whenCollapsed: atOnePoint(alike ? -1 : 0),
    of: (batch, parameters) => {
      const { ap, an, positive, negative, valid } = tuples(choose(batch, measure, rules))
      const learned = parameters.beta
      const b = learned
        ? unsqueeze(mul(gather(learned, batch.labels), measure.threshold(1)), [1, 2])
        : scalar(threshold)
      const pull = relu(add(sub(ap, b), m))
      const push = relu(add(sub(b, an), m))
      // A pair stands in as many tuples as it has partners on the other side.
      const each = cast(valid, 'float32')
      const [pulls, pushes] = [partners(each, pull), partners(each, push)]
      const sum = add(reduceSum(mul(pull, pulls)), reduceSum(mul(push, pushes)))
      const active = add(sumWherePositive(pull, pulls), sumWherePositive(push, pushes))
      const price =
        learned && nu > 0 ? mul(reduceSum(mul(unsqueeze(gather(learned, batch.labels), [1, 2]), each)), nu) : 0
      return {
        loss: div(where(greater(active, 0), add(sum, price), 0), max(active, 1)),
        valid: shareOfAnchors(valid),
        active: div(active, max(mul(reduceSum(each), 2), 1)),
        positive: meanDistance(ap, positive),
        negative: meanDistance(an, negative),
      }
    },
  }
}

/** In how many tuples each pair of one side stands: the tuples summed over the axes along which the side does not vary. */
function partners(each: Tensor, side: Tensor): Tensor {
  const axes = each.shape.flatMap((d, i) => (side.shape[i] === 1 && d !== 1 ? [i] : []))
  return reduceSum(each, { axes, keepdims: true })
}

const sumWherePositive = (losses: Tensor, counts: Tensor): Tensor => reduceSum(where(greater(losses, 0), counts, 0))

function check({
  margin,
  nu,
  beta,
  learnBetaFor,
}: {
  margin: number
  nu: number
  beta: number
  learnBetaFor: number | undefined
}): void {
  demand(Number.isFinite(margin) && margin >= 0, {
    who: 'margin',
    rule: 'the margin must not be negative',
    value: margin,
  })
  demand(Number.isFinite(nu) && nu >= 0, { who: 'margin', rule: 'nu must not be negative', value: nu })
  demand(Number.isFinite(beta), { who: 'margin', rule: 'beta must be a number', value: beta })
  demand(learnBetaFor === undefined || (Number.isInteger(learnBetaFor) && learnBetaFor > 0), {
    who: 'margin',
    rule: 'learnBetaFor must be the number of classes',
    value: learnBetaFor,
  })
}
