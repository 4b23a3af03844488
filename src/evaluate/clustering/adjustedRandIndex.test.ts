import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { adjustedRandIndex } from './adjustedRandIndex.ts'

const ari = (a: number[], b: number[]): number => adjustedRandIndex(Int32Array.from(a), Int32Array.from(b))

describe('adjustedRandIndex', () => {
  it('gives the numbers worked by hand', () => {
    // Of 6 pairs 1 in both, 2 in the first, 3 in the second: (1 - 1) / (2.5 - 1) = 0.
    expect(ari([0, 0, 1, 1], [0, 0, 0, 1])).toBe(0)
    // Of 10 pairs 3 in both, 4 in the first, 3 in the second: (3 - 1.2) / (3.5 - 1.2).
    expect(ari([0, 0, 0, 1, 1], [0, 0, 0, 1, 2])).toBeCloseTo((3 - 1.2) / (3.5 - 1.2), 14)
    expect(ari([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo(-0.5, 14)
  })

  it('is exactly 1 where only names differ', () => {
    expect(ari([0, 0, 1, 2, 2], [8, 8, 3, 1, 1])).toBe(1)
    expect(ari([0, 0], [1, 1])).toBe(1)
    expect(ari([0, 1], [1, 0])).toBe(1)
    expect(ari([0], [3])).toBe(1)
  })

  it('is exactly 0 where one partition is one class or each item by itself', () => {
    expect(ari([0, 0, 0], [0, 1, 2])).toBe(0)
    expect(ari([0, 0, 0, 0], [0, 0, 1, 1])).toBe(0)
    expect(ari([0, 1, 2], [0, 0, 1])).toBe(0)
  })

  it('is near 0 for clusters drawn at random', () => {
    const rng = random('clusters')
    const labels = Int32Array.from({ length: 5000 }, () => rng.below(10))
    const clusters = labels.map(() => rng.below(30))
    expect(Math.abs(adjustedRandIndex(labels, clusters))).toBeLessThan(0.005)
  })
})
