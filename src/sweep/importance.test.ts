import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { importance } from './importance.ts'
import { survivors } from './survivors.ts'

describe('importance', () => {
  it('is omega squared of one analysis of variance, worked by hand', () => {
    // Groups 1, 2, 3 and 5, 6, 7: SSB = 24, SSW = 4, MSW = 1, SST = 28: (24 - 1) / (28 + 1).
    const trials = [1, 2, 3, 5, 6, 7].map((value, i) => ({ choice: { swap: i > 2 }, value }))
    expect(importance(['swap'], trials)[0]!.share).toBeCloseTo(23 / 29, 12)
  })

  it('finds the option that decides among those that do not, numbers and choices', () => {
    const rng = random('trials')
    const trials = Array.from({ length: 60 }, () => {
      const choice = { rate: 10 ** (-4 + 2 * rng.uniform()), margin: rng.uniform(), swap: rng.uniform() < 0.5 }
      return { choice, value: -((Math.log10(choice.rate) + 3) ** 2) + 0.01 * rng.normal() }
    })
    const [rate, margin, swap] = importance(['rate', 'margin', 'swap'], trials).map(({ share }) => share!)
    expect(rate).toBeGreaterThan(0.6)
    expect(margin).toBeLessThan(0.15)
    expect(swap).toBeLessThan(0.15)
  })

  it('knows nothing from too few trials, one value, or none that differ', () => {
    const flat = Array.from({ length: 8 }, (_, i) => ({ choice: { rate: i }, value: 1 }))
    expect(importance(['rate'], flat)[0]!.share).toBeNull()
    expect(importance(['rate'], [{ choice: { rate: 1 }, value: 1 }])[0]!.share).toBeNull()
    const same = Array.from({ length: 8 }, (_, i) => ({ choice: { rate: 1 }, value: i }))
    expect(importance(['rate'], same)[0]!.share).toBeNull()
    expect(importance(['rate'], [])[0]!.share).toBeNull()
  })

  it('leaves trials out where the loss decides the option', () => {
    const trials = [1, 2, 3, 5, 6, 7].map((value, i) => ({ choice: { beta: i > 2 ? 2 : 1 }, value }))
    const [found] = importance(['beta'], [{ choice: { beta: undefined }, value: 100 } as never, ...trials])
    expect(found!.share).toBeCloseTo(23 / 29, 12)
  })
})

describe('survivors', () => {
  it('are the best, best first, the earlier of equal ones, and never those that failed', () => {
    const values = [0.2, null, 0.5, 0.5, 0.1].map((value, trial) => ({ trial, value }))
    expect(survivors(values, 3)).toEqual([2, 3, 0])
    expect(survivors(values, 9)).toEqual([2, 3, 0, 4])
    expect(survivors([{ trial: 0, value: null }], 1)).toEqual([])
  })
})
