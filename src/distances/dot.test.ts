import { describe, expect, it } from 'vitest'
import { dot } from './dot.ts'
import { differences, measured } from './measured.testing.ts'

describe('dot product', () => {
  it('is the product of rows as they are', async () => {
    const { matrix, between } = await measured(dot(), [
      [1, 2],
      [3, -1],
    ])
    expect(matrix).toEqual([
      [5, 1],
      [1, 10],
    ])
    expect(between).toEqual([1, 1])
  })

  it('is the cosine when told to normalise', async () => {
    const { matrix } = await measured(dot({ normalize: true }), [
      [0, 2],
      [3, 4],
    ])
    expect(matrix[0]![1]).toBeCloseTo(0.8, 6)
  })

  it('agrees with a slow loop, gradient and order too', async () => {
    expect(await differences(dot(), 'dot')).toEqual([])
  })
})
