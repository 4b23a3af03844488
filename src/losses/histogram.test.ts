import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { histogram } from './histogram.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }

/** With nodes at -1, -0.5, 0, 0.5, 1. */
function expected(same: number[], other: number[]): number {
  const density = (angles: number[], node: number): number =>
    angles.reduce((sum, a) => sum + Math.max(0, 1 - Math.abs((cos(a) + 1) / 0.5 - node)), 0) / angles.length
  let [loss, running] = [0, 0]
  for (let node = 0; node <= 4; node++) {
    running += density(same, node)
    loss += running * density(other, node)
  }
  return loss
}

describe('histogram loss', () => {
  it('is how likely a negative pair is more alike than a positive one', async () => {
    const { loss, valid } = await told(histogram({ ...everyPair, bins: 4 }), [0, 50, 95, 160], [0, 0, 1, 1])
    expect(loss).toBeCloseTo(expected([50, 65], [95, 160, 45, 110]), 5)
    expect(valid).toBe(1)
  })

  it('lets a pair count once, whether one of its two has a positive or both', async () => {
    const { loss } = await told(histogram({ ...everyPair, bins: 4 }), [0, 50, 95, 160], [0, 0, 1, 2])
    // 95 and 160 are each alone: their pair does not count.
    expect(loss).toBeCloseTo(expected([50], [95, 160, 45, 110]), 5)
  })

  it('has a gradient that turns the anchor the way its value falls', async () => {
    const at = (angle: number) =>
      told(histogram({ ...everyPair, bins: 4 }), [angle], [0], { rows: [50, 80, 70, 35], labels: [0, 0, 1, 1] })
    const [here, up, down] = [await at(0), await at(0.2), await at(-0.2)]
    expect(here.gradient[1]).toBeCloseTo((up.loss - down.loss) / ((0.4 * Math.PI) / 180), 2)
  })

  it('is 0 where every positive is more alike than every negative, and 1 on one point', async () => {
    const apart = await told(histogram(everyPair), [0, 5, 175, 180], [0, 0, 1, 1])
    expect([apart.loss, ...apart.gradient.map(Math.abs)]).toEqual(Array(9).fill(0))
    expect(apart.active).toBe(0)
    const made = histogram(everyPair)
    expect((await told(made, [9, 9, 9, 9], [0, 0, 1, 1])).loss).toBeCloseTo(made.whenCollapsed!, 5)
  })

  it('is 0 with gradient 0 without negatives, and without positives', async () => {
    for (const labels of [
      [1, 1, 1],
      [0, 1, 2],
    ]) {
      const { loss, gradient } = await told(histogram(everyPair), [0, 60, 90], labels)
      expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(7).fill(0))
    }
  })

  it('refuses less than one bin, and parts of one', () => {
    expect(() => histogram({ bins: 0 })).toThrow('histogram: bins must be a whole number at least 1, got 0')
    expect(() => histogram({ bins: 2.5 })).toThrow('got 2.5')
  })
})
