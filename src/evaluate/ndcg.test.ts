import { describe, expect, it } from 'vitest'
import { ndcg } from './ndcg.ts'

const list = (...relevant: number[]): Uint8Array => Uint8Array.from(relevant)

describe('ndcg', () => {
  it('is the discounted gain over the best there could be, as worked by hand', () => {
    // 1/log2(3) + 1/log2(4) of 1/log2(2) + 1/log2(3)
    const third = 1 / Math.log2(3)
    expect(ndcg(list(0, 1, 1, 0), 2)).toBeCloseTo((third + 0.5) / (1 + third), 12)
    expect(ndcg(list(0, 1, 1, 0), 2, 2)).toBeCloseTo(third / (1 + third), 12)
  })

  it('is exactly 1 where the first min(R, k) are relevant, whatever follows', () => {
    for (const R of [1, 2, 3, 10, 500]) {
      const perfect = Uint8Array.from({ length: R + 20 }, (_, i) => (i < R ? 1 : 0))
      expect(ndcg(perfect, R)).toBe(1)
      expect(ndcg(perfect, R, 4)).toBe(1)
    }
  })

  it('counts what lies beyond the list as not found, and never divides by more than k could give', () => {
    expect(ndcg(list(1), 2)).toBeCloseTo(1 / (1 + 1 / Math.log2(3)), 12)
    expect(ndcg(list(1), 2, 1)).toBe(1)
    expect(ndcg(list(0, 0), 2)).toBe(0)
  })

  it('is NaN where nothing is relevant', () => {
    expect(ndcg(list(0, 0), 0)).toBeNaN()
  })
})
