import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { effectiveRank } from './effectiveRank.ts'

/** exp of the entropy of numbers that sum to 1. */
const perplexity = (p: number[]): number => Math.exp(-p.reduce((sum, x) => sum + x * Math.log(x), 0))

describe('effectiveRank', () => {
  it('is exp of the entropy of the singular values over their sum', () => {
    // A diagonal matrix: singular values 3, 1, 1.
    const embeddings = Float32Array.of(3, 0, 0, 0, -1, 0, 0, 0, 1)
    expect(effectiveRank({ embeddings, dimension: 3 })).toBeCloseTo(perplexity([0.6, 0.2, 0.2]), 12)
  })

  it('is the number of directions where all extend alike', () => {
    const embeddings = Float32Array.from({ length: 64 }, (_, i) => (i % 9 === 0 ? 0.5 : 0))
    expect(effectiveRank({ embeddings, dimension: 8 })).toBeCloseTo(8, 12)
  })

  it('is the same through either Gram matrix, wide or tall', () => {
    const { normal } = random('rank')
    const [n, d] = [5, 12]
    const wide = Float64Array.from({ length: n * d }, normal)
    const tall = Float64Array.from({ length: n * d }, (_, i) => wide[(i % n) * d + Math.floor(i / n)]!)
    const rank = effectiveRank({ embeddings: wide, dimension: d })
    expect(effectiveRank({ embeddings: tall, dimension: n })).toBeCloseTo(rank, 10)
    expect(rank).toBeGreaterThan(4)
    expect(rank).toBeLessThan(5)
  })

  it('equal embeddings have 1, and 0 once centred', () => {
    const row = Float32Array.from({ length: 64 }, (_, j) => Math.sin(j))
    const embeddings = Float32Array.from({ length: 100 * 64 }, (_, i) => row[i % 64]!)
    expect(effectiveRank({ embeddings, dimension: 64 })).toBe(1)
    expect(effectiveRank({ embeddings, dimension: 64, centred: true })).toBe(0)
  })

  it('centring removes what all embeddings share', () => {
    const embeddings = Float32Array.of(101, 0, 99, 0, 100, 1, 100, -1)
    expect(effectiveRank({ embeddings, dimension: 2 })).toBeLessThan(1.1)
    expect(effectiveRank({ embeddings, dimension: 2, centred: true })).toBeCloseTo(2, 12)
  })

  it('does not depend on the scale, not even one whose squares overflow or vanish', () => {
    for (const scale of [1e-200, 1, 1e200]) {
      const embeddings = Float64Array.of(3 * scale, 0, 0, scale)
      expect(effectiveRank({ embeddings, dimension: 2 })).toBeCloseTo(perplexity([0.75, 0.25]), 12)
    }
  })

  it('zeros, and no rows, have 0, never NaN', () => {
    expect(effectiveRank({ embeddings: new Float32Array(12), dimension: 3 })).toBe(0)
    expect(effectiveRank({ embeddings: new Float32Array(0), dimension: 3 })).toBe(0)
    expect(effectiveRank({ embeddings: new Float32Array(0), dimension: 3, centred: true })).toBe(0)
  })

  it('one row has 1', () => {
    expect(effectiveRank({ embeddings: Float32Array.of(0.3, 0.4, 0.5), dimension: 3 })).toBe(1)
  })

  it('refuses what is not whole rows of finite numbers', () => {
    expect(() => effectiveRank({ embeddings: new Float32Array(5), dimension: 3 })).toThrow(
      'whole rows of 3 numbers, got 5',
    )
    expect(() => effectiveRank({ embeddings: Float32Array.of(1, Number.NaN), dimension: 2 })).toThrow('must be finite')
  })
})
