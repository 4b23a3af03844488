import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { alignment } from './alignment.ts'
import { hubness } from './hubness.ts'
import { spectrum } from './spectrum.ts'
import { uniformity } from './uniformity.ts'

const onSphere = (n: number, d: number): Float32Array => {
  const rng = random(n)
  const rows = Array.from({ length: n }, () => Array.from({ length: d }, () => rng.normal()))
  return Float32Array.from(rows.flatMap((row) => row.map((x) => x / Math.hypot(...row))))
}

describe('uniformity', () => {
  it('is 0 for a point, and ln((2 exp(-2 2) + exp(-2 4)) / 3) for three corners of a square', () => {
    expect(uniformity({ embeddings: new Float32Array(20).fill(0.5), dimension: 4 })).toBe(0)
    const corners = Float32Array.from([1, 0, 0, 1, -1, 0])
    const byHand = Math.log((2 * Math.exp(-4) + Math.exp(-8)) / 3)
    expect(uniformity({ embeddings: corners, dimension: 2 })).toBeCloseTo(byHand, 9)
  })

  it('is near -4 on a sphere of many dimensions, and NaN of a single row', () => {
    expect(uniformity({ embeddings: onSphere(300, 128), dimension: 128 })).toBeCloseTo(-3.97, 1)
    expect(uniformity({ embeddings: new Float32Array(4), dimension: 4 })).toBeNaN()
    expect(() => uniformity({ embeddings: new Float32Array(4), dimension: 2, t: 0 })).toThrow(
      't must be above 0, got 0',
    )
  })
})

describe('alignment', () => {
  it('is the mean squared distance over pairs of classmates: (1 + 4 + 9 + 25) / 4 by hand', () => {
    const embeddings = Float32Array.from([0, 1, 3, 10, 15, 99])
    const labels = Int32Array.from([4, 4, 4, 2, 2, -1])
    expect(alignment({ embeddings, dimension: 1, labels })).toBeCloseTo(39 / 4, 9)
  })

  it('is exactly 0 for classes that are points, and NaN without a pair', () => {
    const embeddings = new Float32Array(12).fill(0.1)
    expect(alignment({ embeddings, dimension: 3, labels: Int32Array.from([0, 0, 1, 1]) })).toBe(0)
    expect(alignment({ embeddings, dimension: 3, labels: Int32Array.from([0, 1, 2, -1]) })).toBeNaN()
    expect(() => alignment({ embeddings, dimension: 3, labels: new Int32Array(3) })).toThrow('= 9 numbers, got 12')
  })
})

describe('hubness', () => {
  it('is 0 around a circle, where each is the neighbour of as many', async () => {
    const embeddings = Float32Array.from({ length: 80 }, (_, i) => {
      const angle = (2 * Math.PI * (i >> 1)) / 40
      return i % 2 ? Math.sin(angle) : Math.cos(angle)
    })
    const found = await hubness({ embeddings, dimension: 2, k: 2 })
    expect(found).toEqual({ skewness: 0, orphans: 0, greatest: 1 })
  })

  it('of a centre that is the nearest of all 20 around it: by hand from N_1 = 20, one 1 and nineteen 0', async () => {
    const d = 20
    const embeddings = new Float32Array((d + 1) * d)
    for (let i = 0; i < d; i++) embeddings[(i + 1) * d + i] = 1 + i / 100
    const found = await hubness({ embeddings, dimension: d, k: 1 })
    const squares = (19 ** 2 + 0 + 19) / 21
    expect(found!.skewness).toBeCloseTo((19 ** 3 - 19) / 21 / squares ** 1.5, 6)
    expect(found).toMatchObject({ orphans: 19 / 21, greatest: 20 })
  })

  it('grows with the dimension, and needs more rows than neighbours', async () => {
    const of = async (d: number) => (await hubness({ embeddings: gaussian(300, d), dimension: d }))!.skewness
    expect(await of(64)).toBeGreaterThan((await of(3)) + 1)
    expect(await hubness({ embeddings: new Float32Array(20), dimension: 2 })).toBeNull()
  })
})

const gaussian = (n: number, d: number): Float32Array => {
  const rng = random(d)
  return Float32Array.from({ length: n * d }, () => rng.normal())
}

describe('spectrum', () => {
  it('of a cross with arms 3 and 1 is 0.9 and 0.1: one axis holds 90 %', () => {
    const embeddings = Float32Array.from([3, 0, -3, 0, 0, 1, 0, -1])
    const { shares, axesFor90, decay } = spectrum({ embeddings, dimension: 2 })
    expect(shares[0]).toBeCloseTo(0.9, 9)
    expect(shares[1]).toBeCloseTo(0.1, 9)
    expect(axesFor90).toBe(1)
    // Singular values 3 : 1, against a half each.
    expect(decay).toBeCloseTo(0.5 * Math.log(0.5 / 0.75) + 0.5 * Math.log(0.5 / 0.25), 9)
  })

  it('of a point is empty, and even directions have no decay', () => {
    expect(spectrum({ embeddings: new Float32Array(8).fill(0.3), dimension: 2 })).toEqual({
      shares: [],
      axesFor90: 0,
      decay: null,
    })
    const even = Float32Array.from([1, 0, -1, 0, 0, 1, 0, -1])
    expect(spectrum({ embeddings: even, dimension: 2 }).decay).toBeCloseTo(0, 12)
  })
})
