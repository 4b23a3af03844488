import { describe, expect, it } from 'vitest'
import type { Budget } from './rungs.ts'
import { rungsOf, stepsOf } from './rungs.ts'

const asked: Budget = { search: 'random', trials: 9, budget: null, steps: 300, folds: 1, eta: 3 }

describe('rungsOf', () => {
  it('gives every trial of a random search the same', () => {
    expect(rungsOf(asked)).toEqual([{ trials: 9, steps: 300 }])
    expect(rungsOf({ ...asked, budget: 900 })).toEqual([{ trials: 9, steps: 100 }])
    expect(rungsOf({ ...asked, budget: 900, folds: 4 })).toEqual([{ trials: 9, steps: 25 }])
  })

  it('never trains longer than the full length', () => {
    expect(rungsOf({ ...asked, budget: 1_000_000 })).toEqual([{ trials: 9, steps: 300 }])
  })

  it('halves: each round has the same share of the budget, for one of eta', () => {
    const halving: Budget = { ...asked, search: 'halving' }
    expect(rungsOf(halving)).toEqual([
      { trials: 9, steps: 33 },
      { trials: 3, steps: 100 },
      { trials: 1, steps: 300 },
    ])
    expect(rungsOf({ ...halving, trials: 8, eta: 2, budget: 1600 })).toEqual([
      { trials: 8, steps: 50 },
      { trials: 4, steps: 100 },
      { trials: 2, steps: 200 },
      { trials: 1, steps: 300 },
    ])
    // With so much, all that are left are trained to the end at once: they would only be trained the same again.
    expect(rungsOf({ ...halving, budget: 3600 })).toEqual([
      { trials: 9, steps: 133 },
      { trials: 3, steps: 300 },
    ])
  })

  it('spends no more than it may', () => {
    for (const budget of [27, 100, 999, 12_345])
      for (const folds of [1, 4])
        for (const search of ['random', 'halving'] as const) {
          if (budget < 3 * 9 * folds) continue
          expect(stepsOf(rungsOf({ ...asked, search, budget, folds }), folds)).toBeLessThanOrEqual(budget)
        }
  })

  it('refuses a budget that gives some training no step, and says what would do', () => {
    expect(() => rungsOf({ ...asked, budget: 8 })).toThrow(
      '--budget: must suffice for a step of each of the 9 trainings, got 8; give 9 or more, or fewer --trials',
    )
    expect(() => rungsOf({ ...asked, search: 'halving', budget: 20 })).toThrow(
      'each of the 9 trainings of the first of 3 rounds, got 20; give 27 or more',
    )
    expect(() => rungsOf({ ...asked, search: 'halving', trials: 1000, steps: 10 })).toThrow(
      '--trials: must suffice for a step of each of the 1000 trainings of the first of 7 rounds, got 1000',
    )
    expect(() => rungsOf({ ...asked, trials: 0 })).toThrow('--trials: a sweep needs a trial, got 0')
  })
})
