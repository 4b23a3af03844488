import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { told } from './plane.testing.ts'
import { rankedList } from './rankedList.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const d = (angle: number): number => 2 * Math.sin((angle * Math.PI) / 360)

/** The mean of violations, weighted by e^(T v), over those above 0. */
function weighted(vs: number[], temperature: number): number {
  const above = vs.filter((v) => v > 0)
  const sum = (of: (v: number) => number): number => above.reduce((total, v) => total + of(v), 0)
  const weights = sum((v) => Math.exp(temperature * v))
  return weights === 0 ? 0 : sum((v) => v * Math.exp(temperature * v)) / weights
}

describe('ranked list loss', () => {
  it('is the mean over anchors of the weighted violations of either side', async () => {
    const made = rankedList({
      ...everyPair,
      margin: 0.5,
      alpha: 1.2,
      negativeTemperature: 3,
      positiveTemperature: 2,
      imbalance: 0.3,
    })
    const { loss, valid, active } = await told(made, [0, 50, 90, 60], [0, 0, 0, 1])
    const pull = (...angles: number[]): number =>
      0.7 *
      weighted(
        angles.map((a) => d(a) - 0.7),
        2,
      )
    const push = (...angles: number[]): number =>
      0.3 *
      weighted(
        angles.map((a) => 1.2 - d(a)),
        3,
      )
    const each = [pull(50, 90) + push(60), pull(50, 40) + push(10), pull(90, 40) + push(30), push(60, 10, 30)]
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 4, 4)
    expect(valid).toBe(1)
    // Two of six positive pairs, 40 degrees, lie within 0.7.
    expect(active).toBeCloseTo(10 / 12, 5)
  })

  it('lets the gradient flow through the weights', async () => {
    const made = rankedList({ ...everyPair, margin: 0.2, alpha: 1.5, negativeTemperature: 2, imbalance: 1 })
    const at = (first: number) => told(made, [0], [0], { rows: [first, 80], labels: [1, 1] })
    const turned = (by: number) => told(made, [by], [0], { rows: [60, 80], labels: [1, 1] })
    const [up, down] = [await turned(1), await turned(-1)]
    const { gradient } = await at(60)
    expect(gradient[1]).toBeCloseTo((up.loss - down.loss) / ((2 * Math.PI) / 180), 3)
  })

  it('is 0 with gradient 0 where positives lie within alpha - margin and negatives beyond alpha', async () => {
    const { loss, gradient } = await told(rankedList(everyPair), [0, 20, 180, 200], [0, 0, 1, 1])
    expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(9).fill(0))
  })

  it('of all samples on one point is what it says of itself', async () => {
    const made = rankedList({ ...everyPair, imbalance: 0.4 })
    expect((await told(made, [7, 7, 7, 7], [0, 0, 1, 1])).loss).toBeCloseTo(made.whenCollapsed!, 4)
  })

  it('holds for distances alone, and refuses weights that leave float32', () => {
    expect(() => rankedList({ distance: cosine() as never })).toThrow(
      'ranked-list: its formula holds for distances alone',
    )
    expect(() => rankedList({ negativeTemperature: 100 })).toThrow('negativeTemperature must be at most 50')
  })
})
