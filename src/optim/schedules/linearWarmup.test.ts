import { describe, expect, it } from 'vitest'
import { linearWarmup } from './linearWarmup.ts'

describe('linearWarmup', () => {
  it('rises in a straight line to the rate, then stays', () => {
    const schedule = linearWarmup({ rate: 8, steps: 4, startFactor: 0.5 })
    expect([0, 1, 2, 3, 4, 5, 100].map(schedule)).toEqual([4, 5, 6, 7, 8, 8, 8])
  })

  it('may end at another factor than 1', () => {
    const schedule = linearWarmup({ rate: 10, steps: 2, startFactor: 1, endFactor: 0.5 })
    expect([0, 1, 2, 3].map(schedule)).toEqual([10, 7.5, 5, 5])
  })

  it('begins at a third and takes five steps unless told otherwise', () => {
    const schedule = linearWarmup({ rate: 3 })
    expect(schedule(0)).toBeCloseTo(1, 12)
    expect([schedule(4) < 3, schedule(5)]).toEqual([true, 3])
  })

  it('refuses bad options by name and value', () => {
    expect(() => linearWarmup({ rate: -1 })).toThrow('linearWarmup: rate must be greater than 0, got -1')
    expect(() => linearWarmup({ rate: 1, steps: 0 })).toThrow('linearWarmup: steps must be a whole number')
    expect(() => linearWarmup({ rate: 1, startFactor: 0 })).toThrow('startFactor must be greater than 0, got 0')
    expect(() => linearWarmup({ rate: 1, endFactor: 2 })).toThrow('endFactor must lie in [0, 1], got 2')
  })
})
