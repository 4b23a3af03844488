import { describe, expect, it } from 'vitest'
import { oneCycle } from './oneCycle.ts'

describe('oneCycle', () => {
  it('goes from max/divFactor up to max and down to the smallest at the last step', () => {
    const schedule = oneCycle({ max: 1, steps: 20, divFactor: 10, finalDivFactor: 100 })
    expect(schedule(0)).toBeCloseTo(0.1, 12)
    expect(schedule(5)).toBeCloseTo(1, 12) // 0.3 * 20 - 1
    expect(schedule(12)).toBeCloseTo((1 + 0.001) / 2, 12)
    expect(schedule(19)).toBeCloseTo(0.001, 12)
  })

  it('stays where it ended', () => {
    const schedule = oneCycle({ max: 1, steps: 20 })
    expect(schedule(20)).toBe(schedule(19))
    expect(schedule(1000)).toBe(schedule(19))
  })

  it('rises all the way, or not at all, where that is asked for', () => {
    const up = oneCycle({ max: 1, steps: 5, rising: 1 })
    expect([up(0), up(4), up(9)]).toEqual([expect.closeTo(0.04, 12), 1, 1])
    const down = oneCycle({ max: 1, steps: 4, rising: 0 })
    expect(down(0)).toBeCloseTo((1 + Math.SQRT1_2) / 2, 4) // a quarter of the way already, as PyTorch has it
    expect(down(3)).toBeCloseTo(1 / 25e4, 12)
  })

  it('is a number even where the cycle is a single step', () => {
    for (const rising of [0, 0.3, 1]) expect(oneCycle({ max: 1, steps: 1, rising })(0)).toBeGreaterThan(0)
  })

  it('refuses bad options by name and value', () => {
    expect(() => oneCycle({ max: 0, steps: 5 })).toThrow('oneCycle: max must be greater than 0, got 0')
    expect(() => oneCycle({ max: 1, steps: 0 })).toThrow('oneCycle: steps must be a whole number of at least 1, got 0')
    expect(() => oneCycle({ max: 1, steps: 5, rising: 1.1 })).toThrow('oneCycle: rising must lie in [0, 1], got 1.1')
    expect(() => oneCycle({ max: 1, steps: 5, divFactor: 0 })).toThrow('divFactor must be greater than 0, got 0')
  })
})
