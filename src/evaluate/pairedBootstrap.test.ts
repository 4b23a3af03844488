import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { pairedBootstrap } from './pairedBootstrap.ts'

/** Hits of two embeddings on 400 queries: a finds a share of them, b loses some of these. */
function hits(lost: number) {
  const rng = random('hits')
  const a = Float32Array.from({ length: 400 }, () => (rng.uniform() < 0.5 ? 1 : 0))
  return { a, b: a.map((hit) => (hit && rng.uniform() < lost ? 0 : hit)) }
}

describe('pairedBootstrap', () => {
  it('sees a small difference on the same queries that the means alone would not show', () => {
    const { a, b } = hits(0.1)
    const { mean, low, high, n, p } = pairedBootstrap(a, b)!
    expect(n).toBe(400)
    expect(mean).toBeCloseTo(a.reduce((s, x) => s + x, 0) / 400 - b.reduce((s, x) => s + x, 0) / 400, 12)
    expect(low).toBeGreaterThan(0)
    expect(high).toBeGreaterThan(mean)
    expect(p).toBeCloseTo(1 / 1001, 12)
  })

  it('has p = 1 where both agree on every query, and where they differ as often to either side', () => {
    const same = Float32Array.of(0, 1, 1, 0)
    expect(pairedBootstrap(same, same)).toEqual({ mean: 0, low: 0, high: 0, n: 4, p: 1 })
    expect(pairedBootstrap(Float32Array.of(1, 0), Float32Array.of(0, 1))!.p).toBe(1)
  })

  it('comes near the exact p of few queries: 2 of the 2^5 signs are as far', () => {
    const p = pairedBootstrap(Float32Array.of(1, 1, 1, 1, 1), new Float32Array(5), { resamples: 20_000 })!.p
    expect(p).toBeGreaterThan(0.055)
    expect(p).toBeLessThan(0.07)
  })

  it('leaves out queries that do not count in either, and is null where none counts', () => {
    const nan = Number.NaN
    expect(pairedBootstrap(Float32Array.of(1, nan, 0.5), Float32Array.of(0.5, 1, nan))!.n).toBe(1)
    expect(pairedBootstrap(Float32Array.of(nan), Float32Array.of(1))).toBeNull()
  })

  it('gives the same for the same seed, and refuses other queries', () => {
    const { a, b } = hits(0.05)
    expect(pairedBootstrap(a, b, { seed: 4 })).toEqual(pairedBootstrap(a, b, { seed: 4 }))
    expect(() => pairedBootstrap(a, b.subarray(1))).toThrow('must be values of the same queries, got [400,399]')
  })
})
