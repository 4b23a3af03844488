import { describe, expect, it } from 'vitest'
import { constant } from './constant.ts'
import { exponential } from './exponential.ts'
import { linearWarmup } from './linearWarmup.ts'
import { withWarmup } from './withWarmup.ts'

describe('withWarmup', () => {
  it('rises to where the schedule begins, then follows it from its own step 0', () => {
    const schedule = withWarmup(exponential({ rate: 8, gamma: 0.5 }), { steps: 4, startFactor: 0.5 })
    expect([0, 1, 2, 3, 4, 5, 6].map(schedule)).toEqual([4, 5, 6, 7, 8, 4, 2])
  })

  it('before a constant rate is the linear warm-up', () => {
    const a = withWarmup(constant({ rate: 0.3 }), { steps: 7 })
    const b = linearWarmup({ rate: 0.3, steps: 7 })
    for (let t = 0; t < 20; t++) expect(a(t)).toBeCloseTo(b(t), 12)
  })

  it('refuses bad options by name and value', () => {
    const after = constant({ rate: 1 })
    expect(() => withWarmup(after, { steps: 0 })).toThrow('withWarmup: steps must be a whole number of at least 1')
    expect(() => withWarmup(after, { steps: 3, startFactor: 0 })).toThrow('startFactor must be greater than 0, got 0')
    expect(() => withWarmup(after, { steps: 3, startFactor: 2 })).toThrow('startFactor must lie in [0, 1], got 2')
  })
})
