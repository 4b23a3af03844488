import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { cos, told } from './plane.testing.ts'
import { tupletMargin } from './tupletMargin.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const some = { ...everyPair, margin: 10, scale: 3 }
const soft = (...z: number[]): number => Math.log1p(z.reduce((sum, v) => sum + Math.exp(3 * v), 0))

describe('tuplet margin loss', () => {
  it("takes the margin off the positive's angle", async () => {
    const { loss, valid } = await told(tupletMargin(some), [0, 60, 180, 250], [0, 0, 1, 2])
    const first = soft(cos(180) - cos(50), cos(250) - cos(50))
    const second = soft(cos(120) - cos(50), cos(190) - cos(50))
    expect(loss).toBeCloseTo((first + second) / 2, 5)
    expect(valid).toBe(0.5)
  })

  it('pushes back a positive that is nearer than the margin', async () => {
    const { gradient } = await told(tupletMargin(some), [0], [0], { rows: [4, 90], labels: [0, 1] })
    const z = Math.exp(-3 * cos(6))
    // By the angle of the anchor: of the negative 1, of the positive sin(4 - 10 degrees).
    const slope = (3 * z * (1 + Math.sin((6 * Math.PI) / 180))) / (1 + z)
    expect(gradient[1]).toBeCloseTo(slope, 4)
  })

  it('is finite, and so is its gradient, where positives coincide or are opposite', async () => {
    const { loss, gradient } = await told(tupletMargin(some), [0, 0, 90, 270], [0, 0, 1, 1])
    const [near, far] = [soft(0 - cos(10), 0 - cos(10)), soft(0 - cos(170), 0 - cos(170))]
    expect(loss).toBeCloseTo((near + far) / 2, 4)
    expect(Math.max(...gradient.map(Math.abs))).toBeLessThan(10)
  })

  it('is 0 with gradient 0 without negatives, and without positives', async () => {
    for (const labels of [
      [1, 1, 1],
      [0, 1, 2],
    ]) {
      const { loss, valid, gradient } = await told(tupletMargin(everyPair), [0, 60, 90], labels)
      expect([loss, valid, ...gradient.map(Math.abs)]).toEqual(Array(8).fill(0))
    }
  })

  it('is next to 0 where classes lie on points, far apart', async () => {
    const { loss } = await told(tupletMargin(everyPair), [0, 0, 180, 180], [0, 0, 1, 1])
    expect(loss).toBeLessThan(1e-9)
  })

  it.each([
    [{ margin: -1 }, 'tuplet-margin: margin must be a number at least 0 and at most 180, got -1'],
    [{ scale: 0 }, 'tuplet-margin: scale must be a number above 0, got 0'],
    [{ distance: l2() as never }, 'tuplet-margin: its formula holds for similarities alone'],
  ])('refuses %o', (options, message) => {
    expect(() => tupletMargin(options)).toThrow(message)
  })
})
