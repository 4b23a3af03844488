import { describe, expect, it } from 'vitest'
import { cosine } from './cosine.ts'
import { differences, measured } from './measured.testing.ts'

describe('cosine similarity', () => {
  it('is the cosine of the angle between rows, whatever their lengths', async () => {
    const { matrix, between } = await measured(cosine(), [
      [3, 4],
      [0, 0.5],
      [-40, -30],
    ])
    const expected = [
      [1, 0.8, -0.96],
      [0.8, 1, -0.6],
      [-0.96, -0.6, 1],
    ]
    for (const [i, row] of expected.entries())
      for (const [j, s] of row.entries()) expect(matrix[i]![j]).toBeCloseTo(s, 6)
    expect(between[1]).toBeCloseTo(-0.6, 6)
  })

  it('agrees with a slow loop, gradient and order too', async () => {
    expect(await differences(cosine(), 'cosine')).toEqual([])
  })

  it('of a row of zeros is 0 with every row, with gradient 0', async () => {
    const { matrix, gradient } = await measured(cosine(), [
      [0, 0],
      [1, 0],
    ])
    expect(matrix).toEqual([
      [0, 0],
      [0, 1],
    ])
    expect(gradient.slice(0, 2).map(Math.abs)).toEqual([0, 0])
    expect(gradient.every(Number.isFinite)).toBe(true)
  })
})
