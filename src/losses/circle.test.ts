import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { circle } from './circle.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const [m, k] = [0.25, 4]
const some = { ...everyPair, margin: m, scale: k }
const pull = (c: number): number => -k * Math.max(1 + m - c, 0) * (c - (1 - m))
const push = (c: number): number => k * Math.max(c + m, 0) * (c - m)
const sum = (terms: number[]): number => terms.reduce((a, b) => a + Math.exp(b), 0)

describe('circle loss', () => {
  it('is ln(1 + the product of the sums over positives and over negatives), by anchor', async () => {
    const { loss, valid } = await told(circle(some), [0, 60, 90, 100], [0, 0, 0, 1])
    const each = [
      sum([pull(cos(60)), pull(cos(90))]) * sum([push(cos(100))]),
      sum([pull(cos(60)), pull(cos(30))]) * sum([push(cos(40))]),
      sum([pull(cos(90)), pull(cos(30))]) * sum([push(cos(10))]),
    ]
    expect(loss).toBeCloseTo(each.reduce((total, product) => total + Math.log1p(product), 0) / 3, 5)
    expect(valid).toBe(0.75)
  })

  it('lets its weights be constants for the gradient', async () => {
    // Of one anchor, on two rows of another tower.
    const rules = circle(some)
    const at = { rows: [40, 70], labels: [0, 1] }
    const { gradient } = await told(rules, [0], [0], at)
    const product = sum([pull(cos(40))]) * sum([push(cos(70))])
    const byPositive = -k * (1 + m - cos(40))
    const byNegative = k * (cos(70) + m)
    const slope =
      (product / (1 + product)) *
      (byPositive * Math.sin((40 * Math.PI) / 180) + byNegative * Math.sin((70 * Math.PI) / 180))
    expect(gradient[0]).toBeCloseTo(0, 5)
    expect(gradient[1]).toBeCloseTo(slope, 4)
  })

  it('does not overflow where everything is wrong at a large scale', async () => {
    const { loss, gradient } = await told(circle({ ...everyPair, scale: 256 }), [0, 180, 0, 180], [0, 0, 1, 1])
    expect(loss).toBeCloseTo(256 * (2.4 * 1.6 + 1.4 * 0.6), 1)
    expect(gradient.every(Number.isFinite)).toBe(true)
  })

  it('is 0 with gradient 0 without negatives, and without positives', async () => {
    for (const labels of [
      [1, 1, 1],
      [0, 1, 2],
    ]) {
      const { loss, valid, gradient } = await told(circle(everyPair), [0, 60, 90], labels)
      expect([loss, valid, ...gradient.map(Math.abs)]).toEqual(Array(8).fill(0))
    }
  })

  it('is next to 0 where classes lie on points at right angles', async () => {
    const { loss } = await told(circle(everyPair), [0, 0, 90, 90], [0, 0, 1, 1])
    expect(loss).toBeLessThan(1e-8)
  })

  it('holds for cosines alone, and refuses a scale that is not above 0 and a margin beyond 0 and 1', () => {
    expect(() => circle({ distance: l2() as never })).toThrow('circle: its formula holds for similarities alone')
    expect(() => circle({ scale: 0 })).toThrow('circle: scale must be a number above 0, got 0')
    expect(() => circle({ margin: -0.1 })).toThrow('circle: margin must be a number at least 0 and at most 1, got -0.1')
    expect(() => circle({ margin: 1.1 })).toThrow('got 1.1')
  })
})
