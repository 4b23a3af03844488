import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { principalWeights } from './principalWeights.ts'

type Numbers = Float32Array

const weightOf = async (rows: Numbers, options: Parameters<typeof principalWeights>[1]): Promise<Numbers> =>
  (await principalWeights(rows, options)).parameters.weight!.data as Numbers

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, x, i) => sum + x * b[i]!, 0)

describe('principal weights', () => {
  it('span the two directions in which rows extend, whatever their lengths', async () => {
    // Rows in the plane of the first and third axis, one a hundred times as long.
    const rows = Float32Array.of(1, 0, 1, 0, 0, 0, 100, 0, 2, 0, -1, 0)
    const weight = await weightOf(rows, { dimension: 4, outputs: 2 })
    for (const row of [weight.subarray(0, 4), weight.subarray(4, 8)]) {
      expect(row[1]).toBeCloseTo(0, 6)
      expect(row[3]).toBeCloseTo(0, 6)
      expect(dot(row, row)).toBeCloseTo(1, 6)
    }
    expect(dot(weight.subarray(0, 4), weight.subarray(4, 8))).toBeCloseTo(0, 6)
  })

  it('take the direction in which the squares of the rows of length 1 are most', async () => {
    // X'X = [[2, 0], [0, 1]]: the first axis.
    const weight = await weightOf(Float32Array.of(1, 0, 5, 0, 0, 3), { dimension: 2, outputs: 1, scale: 8 })
    expect(Math.abs(weight[0]!)).toBeCloseTo(8, 1)
    // Eight rounds divide what is beside it by 2^8.
    expect(Math.abs(weight[1]!)).toBeLessThan(0.5)
  })

  it('keep cosines of rows that lie in a span of as many dimensions', async () => {
    const { normal } = random('cosines')
    const [n, d, k] = [30, 12, 3]
    const basis = Array.from({ length: k }, () => Array.from({ length: d }, normal))
    const made = Array.from({ length: n }, () => {
      const by = Array.from({ length: k }, normal)
      return Array.from({ length: d }, (_, j) => basis.reduce((sum, row, i) => sum + by[i]! * row[j]!, 0))
    })
    const weight = await weightOf(Float32Array.from(made.flat()), { dimension: d, outputs: k })
    const embedded = made.map((row) =>
      Array.from({ length: k }, (_, i) => dot(row, weight.subarray(i * d, (i + 1) * d))),
    )
    const cosine = (a: number[], b: number[]): number => dot(a, b) / Math.hypot(...a) / Math.hypot(...b)
    for (let i = 1; i < n; i++) expect(cosine(embedded[0]!, embedded[i]!)).toBeCloseTo(cosine(made[0]!, made[i]!), 4)
  })

  it('are the same every time, and rows at right angles where features span less, or are zeros', async () => {
    for (const rows of [Float32Array.of(3, 0, 0, 6, 0, 0), new Float32Array(3)]) {
      const weight = await weightOf(rows, { dimension: 3, outputs: 3, scale: 2 })
      expect(weight).toEqual(await weightOf(rows, { dimension: 3, outputs: 3, scale: 2 }))
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++)
          expect(dot(weight.subarray(3 * a, 3 * a + 3), weight.subarray(3 * b, 3 * b + 3))).toBeCloseTo(
            a === b ? 4 : 0,
            4,
          )
    }
  })

  it('have a bias of zeros', async () => {
    const { parameters } = await principalWeights(Float32Array.of(1, 2), { dimension: 2, outputs: 1 })
    expect([...(parameters.bias!.data as Numbers)]).toEqual([0])
  })

  it.each([
    [[1, 2, 3], 2, 1, 'rows must be whole rows of 2 numbers, one at least, got 3'],
    [[], 2, 1, 'rows must be whole rows of 2 numbers, one at least, got 0'],
    [[1, 2], 2, 3, 'the embedding can have no more dimensions than the features, 2, got 3'],
    [[1, Number.NaN], 2, 1, 'rows must be finite, got NaN'],
  ])('of %o, %d dimensions to %d, are refused', async (rows, dimension, outputs, message) => {
    await expect(principalWeights(Float32Array.from(rows), { dimension, outputs })).rejects.toThrow(message)
  })
})
