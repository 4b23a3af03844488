import { describe, expect, it } from 'vitest'
import { studentQuantile } from './studentQuantile.ts'
import { studentTail } from './studentTail.ts'

describe('studentTail', () => {
  it('is in closed form for one and two degrees of freedom', () => {
    // One: 1 - (2 / pi) atan t. Two: 1 - t / sqrt(2 + t^2).
    for (const t of [0.1, 1, 3, 40]) {
      expect(studentTail(t, 1)).toBeCloseTo(1 - (2 / Math.PI) * Math.atan(t), 12)
      expect(studentTail(t, 2)).toBeCloseTo(1 - t / Math.sqrt(2 + t * t), 12)
    }
  })

  it('is 1 at 0, 0 at infinity, and the same on both sides', () => {
    expect(studentTail(0, 5)).toBe(1)
    expect(studentTail(Number.POSITIVE_INFINITY, 5)).toBe(0)
    expect(studentTail(-2.5, 7)).toBe(studentTail(2.5, 7))
  })

  it('undoes studentQuantile', () => {
    for (const freedom of [1, 2, 9, 200])
      expect(studentTail(studentQuantile(0.975, freedom), freedom)).toBeCloseTo(0.05, 10)
  })

  it('refuses what is no number, and no degrees of freedom', () => {
    expect(() => studentTail(Number.NaN, 2)).toThrow('studentTail: t must be a number, got NaN')
    expect(() => studentTail(1, 0)).toThrow('studentTail: freedom must be positive, got 0')
  })
})
