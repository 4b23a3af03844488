import { describe, expect, it } from 'vitest'
import { squaredL2 } from '../distances/squaredL2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { cos, told } from './plane.testing.ts'
import { smoothAp } from './smoothAp.ts'

const t = 0.1
const everyPair = { positives: positives.all(), negatives: negatives.all() }
const sigma = (before: number, at: number): number => 1 / (1 + Math.exp((cos(at) - cos(before)) / t))
/** 1 - the average precision of an anchor, by the angles of its positives and of its negatives. */
function expected(positives: number[], negatives: number[]): number {
  const rank = (p: number, among: number[]): number => among.reduce((sum, x) => sum + (x === p ? 0 : sigma(x, p)), 1)
  const each = positives.map((p) => rank(p, positives) / rank(p, [...positives, ...negatives]))
  return 1 - each.reduce((a, b) => a + b) / each.length
}

describe('Smooth AP loss', () => {
  it('is 1 - the average precision of soft ranks, over the anchors that have positives', async () => {
    const { loss, valid } = await told(smoothAp({ temperature: t, ...everyPair }), [0, 50, 80, 60], [0, 0, 0, 1])
    expect(loss).toBeCloseTo((expected([50, 80], [60]) + expected([50, 30], [10]) + expected([80, 30], [20])) / 3, 5)
    expect(valid).toBe(0.75)
  })

  it('with the easiest positives ranks the nearest of the class alone, by default among all negatives', async () => {
    const batch = [
      [0, 50, 80, 60],
      [0, 0, 0, 1],
    ] as const
    const easiest = expected([50], [60]) + expected([30], [10]) + expected([30], [20])
    expect((await told(smoothAp({ temperature: t }), ...batch)).loss).toBeCloseTo(easiest / 3, 5)
    // Beyond the nearest of the class lies a negative of the first anchor alone.
    const semihard = await told(smoothAp({ temperature: t, negatives: negatives.semihard() }), ...batch)
    expect(semihard.loss).toBeCloseTo(expected([50], [60]), 5)
    expect(semihard.valid).toBe(0.25)
  })

  it('may count the anchor as its own first positive', async () => {
    const made = smoothAp({ temperature: t, withAnchor: true })
    const { loss } = await told(made, [0, 50, 60], [0, 0, 1])
    expect(loss).toBeCloseTo((expected([0, 50], [60]) + expected([0, 50], [10])) / 2, 5)
  })

  it('of references ranks those, and no anchor that is not among them', async () => {
    const others = { rows: [50, 80, 60], labels: [0, 0, 1] }
    for (const withAnchor of [false, true])
      expect((await told(smoothAp({ temperature: t, withAnchor, ...everyPair }), [0], [0], others)).loss).toBeCloseTo(
        expected([50, 80], [60]),
        5,
      )
  })

  it('of squared distances of length 1 is that of cosines at half the temperature', async () => {
    const batch = [
      [0, 50, 80, 60],
      [0, 0, 0, 1],
    ] as const
    const [ours, other] = [
      await told(smoothAp({ temperature: 2 * t, distance: squaredL2() }), ...batch),
      await told(smoothAp({ temperature: t }), ...batch),
    ]
    expect(ours.loss).toBeCloseTo(other.loss, 5)
  })

  it('is 0 where every positive comes first, and without positives or negatives', async () => {
    expect((await told(smoothAp(), [0, 20, 160, 180], [0, 0, 1, 1])).loss).toBeLessThan(1e-6)
    for (const labels of [
      [1, 1, 1],
      [0, 1, 2],
    ]) {
      const { loss, gradient } = await told(smoothAp(), [0, 60, 90], labels)
      expect(Math.max(...[loss, ...gradient].map(Math.abs))).toBeLessThan(1e-9)
    }
  })

  it('refuses a temperature of 0', () => {
    expect(() => smoothAp({ temperature: 0 })).toThrow('smooth-ap: temperature must be a number above 0, got 0')
  })
})
