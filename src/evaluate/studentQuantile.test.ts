import { describe, expect, it } from 'vitest'
import { studentQuantile } from './studentQuantile.ts'

describe('studentQuantile', () => {
  it('agrees with the closed form of one degree of freedom, tan(pi (p - 1/2))', () => {
    for (const p of [0.6, 0.9, 0.975, 0.9995]) {
      const exact = Math.tan(Math.PI * (p - 0.5))
      expect(studentQuantile(p, 1) / exact).toBeCloseTo(1, 11)
    }
  })

  it('agrees with the closed form of two degrees of freedom, (2p - 1) / sqrt(2 p (1 - p))', () => {
    for (const p of [0.51, 0.9, 0.975, 0.9995]) {
      const exact = (2 * p - 1) / Math.sqrt(2 * p * (1 - p))
      expect(studentQuantile(p, 2) / exact).toBeCloseTo(1, 11)
    }
  })

  it('agrees with the table of every textbook', () => {
    const table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    table.forEach((t, i) => {
      expect(studentQuantile(0.975, i + 1)).toBeCloseTo(t, 3)
    })
    expect(studentQuantile(0.975, 30)).toBeCloseTo(2.042, 3)
    expect(studentQuantile(0.995, 4)).toBeCloseTo(4.604, 3)
  })

  it('comes to the normal distribution with many degrees of freedom', () => {
    expect(studentQuantile(0.975, 1e6)).toBeCloseTo(1.959966, 5)
  })

  it('is odd around one half', () => {
    expect(studentQuantile(0.5, 3)).toBe(0)
    expect(studentQuantile(0.25, 3)).toBe(-studentQuantile(0.75, 3))
  })

  it('refuses a probability outside (0, 1) and no freedom', () => {
    expect(() => studentQuantile(1, 3)).toThrow('inside (0, 1), got 1')
    expect(() => studentQuantile(0.9, 0)).toThrow('freedom must be positive, got 0')
    expect(() => studentQuantile(Number.NaN, 3)).toThrow('inside (0, 1)')
  })
})
