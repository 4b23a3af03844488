import { describe, expect, it } from 'vitest'
import { pairCounts } from './pairCounts.ts'

describe('pairCounts', () => {
  it('counts the pairs of either kind at every distinct distance', () => {
    expect(pairCounts([3, 1, 2, 1, 3, 1], [0, 1, 1, 0, 0, 1])).toEqual({
      distances: Float64Array.of(1, 2, 3),
      genuine: Float64Array.of(2, 1, 0),
      impostor: Float64Array.of(1, 0, 2),
    })
  })

  it('takes negated similarities, and no pair at all', () => {
    expect([...pairCounts([-0.9, -0.2], [1, 0]).distances]).toEqual([-0.9, -0.2])
    expect(pairCounts([], []).distances).toHaveLength(0)
  })

  it('refuses lists of two lengths and what is no distance', () => {
    expect(() => pairCounts([1], [1, 0])).toThrow('told the same or not')
    expect(() => pairCounts([1, Number.NaN], [1, 0])).toThrow('finite numbers, got NaN')
  })
})
