import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { nca } from './nca.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const line = (places: readonly number[]): number[][] => places.map((place) => [place, 0])
const raw = squaredL2({ normalize: false })

/** -ln of the share of the first terms. */
const missed = (own: number[], others: number[]): number => {
  const sum = (z: number[]): number => z.reduce((total, v) => total + Math.exp(v), 0)
  return -Math.log(sum(own) / (sum(own) + sum(others)))
}

describe('NCA', () => {
  it('is -ln of the chance that a neighbour drawn at random is a positive', async () => {
    const { loss, valid, positive } = await told(nca({ ...everyPair, distance: raw }), line([0, 1, 2, 3]), [0, 0, 1, 0])
    const each = [missed([-1, -9], [-4]), missed([-1, -4], [-1]), missed([-9, -4], [-1])]
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 3, 5)
    expect(valid).toBe(0.75)
    expect(positive).toBeCloseTo((1 + 9 + 4) / 3, 5)
  })

  it('of the easiest positive leaves the others of the class out of the sum', async () => {
    const { loss } = await told(nca({ distance: raw, scale: 0.5 }), line([0, 1, 2, 3]), [0, 0, 1, 0])
    const each = [missed([-0.5], [-2]), missed([-0.5], [-0.5]), missed([-2], [-0.5])]
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 3, 5)
  })

  it('of a similarity takes it in place of the negative distance', async () => {
    const { loss } = await told(nca({ distance: cosine(), scale: 3 }), [0, 60, 180], [0, 0, 1])
    expect(loss).toBeCloseTo((missed([3 * cos(60)], [-3]) + missed([3 * cos(60)], [3 * cos(120)])) / 2, 5)
  })

  it('keeps its gradient where the chance is next to nothing', async () => {
    const { loss, gradient } = await told(nca({ distance: raw, scale: 100 }), line([0, 3, 1]), [0, 0, 1])
    expect(loss).toBeCloseTo((800 + 500) / 2, 2)
    expect(gradient[0]).toBeCloseTo((-600 + 200 - 600) / 2, 1)
  })

  it('is 0 with gradient 0 without negatives, and without positives', async () => {
    for (const [labels, valid] of [
      [[1, 1, 1], 1],
      [[0, 1, 2], 0],
    ] as const) {
      const found = await told(nca(everyPair), [0, 60, 90], labels)
      expect([found.loss, found.valid, ...found.gradient.map(Math.abs)]).toEqual([0, valid, ...Array(6).fill(0)])
    }
  })

  it('compares two towers', async () => {
    const { loss } = await told(nca({ distance: cosine() }), [0], [4], { rows: [0, 180], labels: [4, 5] })
    expect(loss).toBeCloseTo(missed([1], [-1]), 5)
  })

  it('refuses a scale that is not above 0', () => {
    expect(() => nca({ scale: 0 })).toThrow('nca: scale must be a number above 0, got 0')
  })
})
