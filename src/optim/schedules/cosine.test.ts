import { describe, expect, it } from 'vitest'
import { cosine } from './cosine.ts'

describe('cosine', () => {
  it('falls from the rate to the minimum, halfway at half the steps', () => {
    const schedule = cosine({ rate: 5, steps: 6, minimum: 1 })
    const expected = [5, 4, 3, 2, 1] // cos of 0, 60, 90, 120, 180 degrees
    ;[0, 2, 3, 4, 6].forEach((t, i) => {
      expect(schedule(t)).toBeCloseTo(expected[i]!, 12)
    })
  })

  it('never falls below 0 by default, and reaches it', () => {
    const schedule = cosine({ rate: 1, steps: 10 })
    expect(schedule(10)).toBe(0)
    expect(Math.min(...Array.from({ length: 30 }, (_, t) => schedule(t)))).toBe(0)
  })

  it('rises again beyond its steps', () => {
    const schedule = cosine({ rate: 1, steps: 10 })
    expect(schedule(13)).toBeCloseTo(schedule(7), 12)
  })

  it('refuses bad options by name and value', () => {
    expect(() => cosine({ rate: 0, steps: 5 })).toThrow('cosine: rate must be greater than 0, got 0')
    expect(() => cosine({ rate: 1, steps: 0.5 })).toThrow('cosine: steps must be a whole number of at least 1, got 0.5')
    expect(() => cosine({ rate: 1, steps: 5, minimum: -1 })).toThrow('cosine: minimum must not be negative, got -1')
  })
})
