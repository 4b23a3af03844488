/** @file The losses as loops over float64 numbers: what the graphs are checked against. */
import type { Decisions, Pair, SlowBatch, SlowChoice } from '../pairs/slow.testing.ts'
import { above } from '../pairs/slow.testing.ts'

export interface SlowLoss {
  readonly loss: number
  readonly valid: number
  readonly active: number
}

export type SlowReducer = 'mean' | 'meanOfNonZero'

const total = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0)
const share = (part: number, whole: number): number => part / Math.max(whole, 1)

function bracket(v: number, decisions: Decisions): number {
  return above(v, 0, decisions) ? v : 0
}

function reduced(losses: readonly number[], reducer: SlowReducer): number {
  const counted = reducer === 'mean' ? losses : losses.filter((l) => l > 0)
  return share(total(counted), counted.length)
}

const anchors = (batch: SlowBatch, chosen: readonly (readonly number[])[]): number =>
  new Set(chosen.map(([a]) => a)).size / batch.labels.length

export function slowTriplet(
  batch: SlowBatch,
  { tuples }: SlowChoice,
  options: {
    readonly margin: number
    readonly swap?: boolean
    readonly smooth?: boolean
    readonly reducer?: SlowReducer
  },
  decisions: Decisions,
): SlowLoss {
  const { margin, swap = false, smooth = false, reducer = 'meanOfNonZero' } = options
  const { d } = batch
  const losses = tuples.map(([a, p, n]) => {
    const [ap, an, pn] = [d[a]![p]!, d[a]![n]!, d[p]![n]!]
    const v = ap - (swap && above(an, pn, decisions) ? pn : an) + margin
    return smooth ? Math.log1p(Math.exp(v)) : bracket(v, decisions)
  })
  const active = share(losses.filter((l) => l > 0).length, losses.length)
  return { loss: reduced(losses, reducer), valid: anchors(batch, tuples), active }
}

/** @param beta one number, or one for each class
 *  @param sign -1 where the measure is a similarity: its thresholds are turned around with it */
export function slowMargin(
  batch: SlowBatch,
  { tuples }: SlowChoice,
  options: {
    readonly margin: number
    readonly beta: number | readonly number[]
    readonly nu?: number
    readonly sign: number
  },
  decisions: Decisions,
): SlowLoss {
  const { margin, beta, nu = 0, sign } = options
  let sum = 0
  let active = 0
  for (const [a, p, n] of tuples) {
    const own = typeof beta === 'number' ? beta : beta[batch.labels[a]!]!
    const pull = bracket(batch.d[a]![p]! - sign * own + margin, decisions)
    const push = bracket(sign * own - batch.d[a]![n]! + margin, decisions)
    sum += pull + push + (typeof beta === 'number' ? 0 : nu * own)
    active += Number(pull > 0) + Number(push > 0)
  }
  return {
    loss: active === 0 ? 0 : sum / active,
    valid: anchors(batch, tuples),
    active: share(active, 2 * tuples.length),
  }
}

export function slowContrastive(
  batch: SlowBatch,
  { positivePairs, negativePairs }: SlowChoice,
  options: {
    readonly positiveMargin: number
    readonly negativeMargin: number
    readonly reducer?: SlowReducer
    readonly sign: number
  },
  decisions: Decisions,
): SlowLoss {
  const { positiveMargin, negativeMargin, reducer = 'meanOfNonZero', sign } = options
  const at = ([a, i]: Pair): number => batch.d[a]![i]!
  const pull = positivePairs.map((pair) => bracket(at(pair) - sign * positiveMargin, decisions))
  const push = negativePairs.map((pair) => bracket(sign * negativeMargin - at(pair), decisions))
  return {
    loss: reduced(pull, reducer) + reduced(push, reducer),
    valid: anchors(batch, [...positivePairs, ...negativePairs]),
    active: share([...pull, ...push].filter((l) => l > 0).length, pull.length + push.length),
  }
}
