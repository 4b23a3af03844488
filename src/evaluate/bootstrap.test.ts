import { describe, expect, it } from 'vitest'
import { bootstrap } from './bootstrap.ts'

describe('bootstrap', () => {
  it('gives the mean, and an interval near that of the binomial distribution for a rate', () => {
    const values = Array.from({ length: 400 }, (_, i) => (i % 4 === 0 ? 1 : 0))
    const { mean, low, high, n } = bootstrap(values)!
    expect([mean, n]).toEqual([0.25, 400])
    // 1.96 sqrt(0.25 0.75 / 400) = 0.0424
    expect(mean - low).toBeCloseTo(0.0424, 2)
    expect(high - mean).toBeCloseTo(0.0424, 2)
  })

  it('is the same each time, and another for another seed', () => {
    const values = Array.from({ length: 50 }, (_, i) => Math.sin(i))
    expect(bootstrap(values)).toEqual(bootstrap(values))
    expect(bootstrap(values, { seed: 1 })).not.toEqual(bootstrap(values))
  })

  it('has no width where all queries agree, and leaves out those that do not count', () => {
    expect(bootstrap([1, Number.NaN, 1])).toEqual({ mean: 1, low: 1, high: 1, n: 2 })
    expect(bootstrap([Number.NaN])).toBeNull()
    expect(bootstrap([])).toBeNull()
  })

  it('refuses a level that is none, and too few resamples', () => {
    expect(() => bootstrap([1], { level: 1 })).toThrow(/level must be inside \(0, 1\)/)
    expect(() => bootstrap([1], { resamples: 10 })).toThrow(/at least 100/)
  })
})
