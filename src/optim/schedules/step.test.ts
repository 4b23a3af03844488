import { describe, expect, it } from 'vitest'
import { step } from './step.ts'

describe('step', () => {
  it('falls by the factor once in so many steps', () => {
    const schedule = step({ rate: 8, every: 2, gamma: 0.5 })
    expect([0, 1, 2, 3, 4, 5].map(schedule)).toEqual([8, 8, 4, 4, 2, 2])
  })

  it('falls to a tenth unless told otherwise', () => {
    expect(step({ rate: 1, every: 1 })(1)).toBeCloseTo(0.1, 12)
  })

  it('refuses bad options by name and value', () => {
    expect(() => step({ rate: 1, every: 0 })).toThrow('step: every must be a whole number of at least 1, got 0')
    expect(() => step({ rate: 1, every: 1, gamma: 0 })).toThrow('step: gamma must be greater than 0, got 0')
    expect(() => step({ rate: -1, every: 1 })).toThrow('step: rate must be greater than 0, got -1')
  })
})
