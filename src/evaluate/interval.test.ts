import { describe, expect, it } from 'vitest'
import { interval } from './interval.ts'

describe('interval', () => {
  it('is mean and t s / sqrt(n)', () => {
    // s^2 = 1, t(0.975, 2) = 4.302653
    const { mean, half, n } = interval([1, 2, 3])
    expect([mean, n]).toEqual([2, 3])
    expect(half).toBeCloseTo(4.3026527 / Math.sqrt(3), 6)
  })

  it('takes another level', () => {
    expect(interval([1, 2, 3], 0.9).half).toBeCloseTo(2.9199856 / Math.sqrt(3), 6)
  })

  it('one run has a mean and no interval', () => {
    expect(interval([0.3])).toEqual({ mean: 0.3, half: null, n: 1 })
  })

  it('runs that agree have exactly that mean and an interval of 0', () => {
    expect(interval([0.1, 0.1, 0.1])).toEqual({ mean: 0.1, half: 0, n: 3 })
  })

  it('refuses no run, a run without a number, and a level outside (0, 1)', () => {
    expect(() => interval([])).toThrow('at least one run')
    expect(() => interval([1, Number.NaN])).toThrow('finite number')
    expect(() => interval([1, 2], 95)).toThrow('inside (0, 1), got 95')
  })
})
