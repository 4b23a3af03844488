import { describe, expect, it } from 'vitest'
import { l2 } from './l2.ts'
import { differences, measured } from './measured.testing.ts'

describe('Euclidean distance', () => {
  it('is the length of the difference of rows brought to length 1', async () => {
    const { matrix, between } = await measured(l2(), [
      [3, 4],
      [0, 2],
      [-5, 0],
    ])
    // (0.6, 0.8), (0, 1), (-1, 0)
    expect(matrix[0]![1]).toBeCloseTo(Math.sqrt(0.4), 6)
    expect(matrix[0]![2]).toBeCloseTo(Math.sqrt(3.2), 6)
    expect(matrix[2]![1]).toBeCloseTo(Math.SQRT2, 6)
    expect(between[0]).toBeCloseTo(Math.sqrt(0.4), 6)
  })

  it('takes rows as they are when told so', async () => {
    const { matrix, between } = await measured(l2({ normalize: false }), [
      [3, 4],
      [0, 0],
    ])
    expect(matrix).toEqual([
      [0, 5],
      [5, 0],
    ])
    expect(between).toEqual([5, 5])
  })

  it('agrees with a slow loop, gradient and order too', async () => {
    expect(await differences(l2(), 'l2')).toEqual([])
    expect(await differences(l2({ normalize: false }), 'raw l2')).toEqual([])
  })

  it('of a point to itself is exactly 0, with gradient 0', async () => {
    const { matrix, between, gradient } = await measured(l2(), [
      [0.3, -0.7, 0.1],
      [0.3, -0.7, 0.1],
    ])
    expect([...matrix.flat(), ...between]).toEqual([0, 0, 0, 0, 0, 0])
    expect(gradient.every((g) => g === 0)).toBe(true)
  })

  it('leaves a row of zeros where it is, at distance 1 of all others, with gradient 0', async () => {
    const { matrix, gradient } = await measured(l2(), [
      [0, 0],
      [3, 4],
      [0, 0],
    ])
    expect(matrix).toEqual([
      [0, 1, 0],
      [1, 0, 1],
      [0, 1, 0],
    ])
    expect(gradient.every(Number.isFinite)).toBe(true)
    expect(gradient.slice(0, 2).map(Math.abs)).toEqual([0, 0])
  })

  it('of rows side by side is exact where the matrix has only rounding left', async () => {
    const near = Math.fround(1 + 2 ** -20)
    const { between } = await measured(l2({ normalize: false }), [
      [1, 1],
      [near, 1],
    ])
    expect(between[0]).toBeCloseTo(2 ** -20, 12)
  })
})
