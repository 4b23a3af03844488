import { describe, expect, it } from 'vitest'
import { bestThreshold } from './bestThreshold.ts'
import { pairCounts } from './pairCounts.ts'

describe('bestThreshold', () => {
  it('lies halfway to the next distance, and scores what is worked by hand', () => {
    const counts = pairCounts([1, 2, 2, 5, 2, 3, 4, 5, 6], [1, 1, 1, 1, 0, 0, 0, 0, 0])
    // Up to 2: TAR 0.75, FAR 0.2. P 3/4, R 3/4.
    expect(bestThreshold(counts, 'accuracy')).toEqual({ threshold: 2.5, score: (0.75 + 0.8) / 2 })
    expect(bestThreshold(counts, 'f1')).toEqual({ threshold: 2.5, score: 0.75 })
  })

  it('scores exactly 1 where a threshold parts the pairs', () => {
    const counts = pairCounts([1, 2, 4, 9], [1, 1, 0, 0])
    for (const by of ['accuracy', 'f1'] as const) expect(bestThreshold(counts, by)).toEqual({ threshold: 3, score: 1 })
  })

  it('weighs both kinds the same in accuracy, however rare one is, and not in F1', () => {
    const distances = [1, 2, ...Array.from({ length: 98 }, (_, i) => 3 + i)]
    const same = distances.map((d) => (d === 2 ? 1 : 0))
    expect(bestThreshold(pairCounts(distances, same), 'accuracy').score).toBeCloseTo((1 + 98 / 99) / 2, 12)
    expect(bestThreshold(pairCounts(distances, same), 'f1').score).toBeCloseTo(2 / 3, 12)
  })

  it('is NaN without pairs', () => {
    expect(bestThreshold(pairCounts([], []), 'f1')).toEqual({ threshold: Number.NaN, score: Number.NaN })
  })
})
