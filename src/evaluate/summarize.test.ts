import { describe, expect, it } from 'vitest'
import type { PerQuery } from './retrieval.ts'
import { summarize } from './summarize.ts'

const perQuery: PerQuery = {
  level: 'fine',
  k: 4,
  labels: Int32Array.of(7, 7, -1, 3),
  relevant: Int32Array.of(1, 2, 0, 3),
  counted: Uint8Array.of(1, 1, 0, 1),
  recallAt: new Map([[1, Float32Array.of(1, 0, Number.NaN, 0.5)]]),
  precisionAt: new Map(),
  ndcgAt: new Map(),
  reciprocalRank: Float32Array.of(1, 0.5, Number.NaN, 0),
  rPrecision: Float32Array.of(0, 0, Number.NaN, 0.75),
  averagePrecision: null,
  averagePrecisionAtR: null,
  ndcg: null,
}

describe('summarize', () => {
  it('means over the queries that count, and says how many of how many', () => {
    expect(summarize(perQuery)).toEqual({
      level: 'fine',
      k: 4,
      queries: 4,
      counted: 3,
      unlabelled: 1,
      classes: 2,
      means: { 'Recall@1': 0.5, 'R-precision': 0.25, MRR: 0.5 },
      macro: { 'Recall@1': 0.5, 'R-precision': 0.375, MRR: 0.375 },
    })
  })

  it('takes only the queries asked for', () => {
    const { queries, counted, means } = summarize(perQuery, (q) => q >= 2)
    expect([queries, counted, means['Recall@1']]).toEqual([2, 1, 0.5])
  })

  it('has no means where no query counts, rather than NaN', () => {
    expect(summarize(perQuery, (q) => q === 2)).toMatchObject({ queries: 1, counted: 0, classes: 0, means: {} })
    expect(summarize(perQuery, (q) => q === 2).means).toEqual({})
  })
})
