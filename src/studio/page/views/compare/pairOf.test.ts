import { describe, expect, it } from 'vitest'
import { apartWords, isApart, pairOf } from './pairOf.ts'

const comparison = {
  differences: [{ of: 1, less: 0, column: 0, estimate: { mean: 0.1, halfWidth: 0.05, n: 3 }, p: 0.01 }],
}

describe('pairOf', () => {
  it('finds a pair either way round, the difference with the other sign', () => {
    expect(pairOf(comparison, 1, 0, 0)!.estimate).toEqual({ mean: 0.1, halfWidth: 0.05, n: 3 })
    expect(pairOf(comparison, 0, 1, 0)).toMatchObject({
      of: 0,
      less: 1,
      estimate: { mean: -0.1, halfWidth: 0.05 },
      p: 0.01,
    })
  })

  it('is null where nothing is known of the pair', () => {
    expect(pairOf(comparison, 0, 1, 1)).toBeNull()
    expect(pairOf(comparison, 0, 2, 0)).toBeNull()
  })
})

it('apart is what chance makes in fewer than one of twenty comparisons', () => {
  expect([0.049, 0.05, null].map((p) => isApart({ p }))).toEqual([true, false, null])
})

it('apartWords says so', () => {
  const [pair] = comparison.differences
  expect(apartWords(pair!)).toBe('told apart')
  expect(apartWords({ ...pair!, p: 0.3 })).toBe('may be chance')
  expect(apartWords({ ...pair!, p: null })).toBe('one seed: not known')
  expect(apartWords(null)).toBe('one seed: not known')
})
