import { describe, expect, it } from 'vitest'
import { hierarchy } from './hierarchy.ts'

/** Squared distances of points on a line. */
const squares = (points: readonly number[]): Float64Array =>
  Float64Array.from(points.flatMap((x) => points.map((y) => (x - y) ** 2)))

describe('hierarchy', () => {
  it('merges by Ward what adds least to the sum of squares: 0 and 1, then 5 and 7, then all', () => {
    const merges = hierarchy(squares([0, 1, 5, 7]), 'ward')
    const [first, second, last] = [...merges].sort((a, b) => a.distance - b.distance)
    expect([first!.left, first!.right].sort()).toEqual([0, 1])
    expect([second!.left, second!.right].sort()).toEqual([2, 3])
    // Twice what the merge adds: 2 * (2 * 2 / 4) * 5.5².
    expect([first!.distance, second!.distance, last!.distance]).toEqual([1, 4, 60.5])
    expect(last!.size).toBe(4)
  })

  it('merges by the mean over pairs: 0 and 1 lie 1, they and 4 lie 3.5', () => {
    const between = Float64Array.from([0, 1, 4, 1, 0, 3, 4, 3, 0])
    expect(hierarchy(between, 'average').map(({ distance }) => distance)).toEqual([1, 3.5])
  })

  it('lists parts before the whole, each cluster once', () => {
    const merges = hierarchy(squares([3, 9, 1, 7, 2, 8, 30]), 'ward')
    const used = new Set<number>()
    for (const [i, { left, right }] of merges.entries())
      for (const part of [left, right]) {
        expect(part).toBeLessThan(7 + i)
        expect(used.has(part)).toBe(false)
        used.add(part)
      }
    expect(merges).toHaveLength(6)
  })

  it('ends among equal distances, and has nothing to merge of one point or none', () => {
    expect(hierarchy(new Float64Array(25), 'ward')).toHaveLength(4)
    expect(hierarchy(new Float64Array(25).fill(1), 'average')).toHaveLength(4)
    expect(hierarchy(new Float64Array(1), 'ward')).toEqual([])
    expect(hierarchy(new Float64Array(0), 'ward')).toEqual([])
  })

  it('fails on a table that is not square', () => {
    expect(() => hierarchy(new Float64Array(6), 'ward')).toThrow('hierarchy: must be given n * n distances, got 6')
  })
})
