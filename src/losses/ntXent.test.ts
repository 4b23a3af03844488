import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { ntXent } from './ntXent.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const angles = [0, 60, 90, 180]

/** -ln of the softmax's share of the first number. */
const picked = (own: number, ...others: number[]): number =>
  -Math.log(Math.exp(own) / [own, ...others].reduce((sum, z) => sum + Math.exp(z), 0))

describe('NT-Xent', () => {
  it('is the cross entropy of picking each positive among all negatives of its anchor', async () => {
    const t = 0.5
    const { loss, valid, active } = await told(ntXent({ ...everyPair, temperature: t }), angles, [0, 0, 0, 1])
    const [toA, toB, toC] = [cos(180) / t, cos(120) / t, cos(90) / t]
    const [ab, ac, bc] = [cos(60) / t, cos(90) / t, cos(30) / t]
    const each = [picked(ab, toA), picked(ac, toA), picked(ab, toB), picked(bc, toB), picked(ac, toC), picked(bc, toC)]
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 6, 5)
    // The fourth has no positive.
    expect([valid, active]).toEqual([0.75, 1])
  })

  it('gives the same whether the batch says how many positives there are or not', async () => {
    const labels = Array.from({ length: 24 }, (_, i) => i % 8)
    const places = labels.map((_, i) => i * i * 7)
    const known = await told(ntXent(everyPair), places, labels, undefined, { mostPositives: 2 })
    const unknown = await told(ntXent(everyPair), places, labels)
    expect(known.loss).toBeCloseTo(unknown.loss, 4)
    known.gradient.forEach((g, i) => {
      expect(g).toBeCloseTo(unknown.gradient[i]!, 4)
    })
  })

  it('of a distance takes its negative as similarity', async () => {
    const { loss } = await told(ntXent({ temperature: 1, distance: l2() }), [0, 60, 180], [0, 0, 1])
    expect(loss).toBeCloseTo((picked(-1, -2) + picked(-1, -Math.sqrt(3))) / 2, 5)
  })

  it('compares two towers: a positive of each anchor with all others of the other tower', async () => {
    const { loss } = await told(ntXent({ temperature: 1 }), [0, 90], [0, 1], { rows: [60, 180], labels: [0, 1] })
    expect(loss).toBeCloseTo((picked(cos(60), cos(180)) + picked(cos(90), cos(30))) / 2, 5)
  })

  it('goes to 0 where each class lies on one point, far from the others', async () => {
    const { loss } = await told(ntXent({ ...everyPair, temperature: 0.05 }), [0, 0, 180, 180], [0, 0, 1, 1])
    expect(loss).toBeLessThan(1e-9)
  })

  it('is 0 with gradient 0 without negatives, and without positives', async () => {
    for (const labels of [
      [1, 1, 1, 1],
      [0, 1, 2, 3],
    ]) {
      const { loss, valid, active, gradient } = await told(ntXent(everyPair), angles, labels)
      expect([loss, valid, active, ...gradient.map(Math.abs)]).toEqual(Array(11).fill(0))
    }
  })

  it('does not overflow at a low temperature', async () => {
    const { loss, gradient } = await told(ntXent({ temperature: 0.001 }), [0, 90, 1, 91], [0, 0, 1, 1])
    expect(loss).toBeCloseTo(1000 * cos(1), 1)
    expect(gradient.every(Number.isFinite)).toBe(true)
  })

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the temperature %d', (temperature) => {
    expect(() => ntXent({ temperature })).toThrow(`nt-xent: temperature must be a number above 0, got ${temperature}`)
  })
})
