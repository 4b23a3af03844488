import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { concat } from './concat.ts'

describe('concat', () => {
  const [a, b] = [matrix([1, 2], [2, 1]), matrix([3, 4, 5, 6], [2, 2])]

  it('puts tensors one after the other, negative axes counting from the end', async () => {
    expect(await compute(concat([a, b], -1))).toEqual([[2, 3], 1, 3, 4, 2, 5, 6])
  })

  it('refuses other shapes, no tensors and axes out of range', () => {
    expect(() => concat([a, b], 0)).toThrow("Concat: shapes must agree but for axis 0, got '[2,1] [2,2]'")
    expect(() => concat([], 0)).toThrow('Concat: at least one tensor is needed, got 0')
    expect(() => concat([a], 2)).toThrow('an axis of a rank-2 tensor lies in [-2, 1], got 2')
  })
})
