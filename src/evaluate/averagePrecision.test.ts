import { describe, expect, it } from 'vitest'
import { averagePrecision } from './averagePrecision.ts'

describe('averagePrecision', () => {
  it('is the mean of the precisions at the relevant ranks', () => {
    expect(averagePrecision(Uint8Array.of(1, 0, 1, 0, 1), 3)).toBeCloseTo((1 + 2 / 3 + 3 / 5) / 3, 14)
  })

  it('counts relevant items beyond the list as 0', () => {
    expect(averagePrecision(Uint8Array.of(1, 0, 1), 4)).toBeCloseTo((1 + 2 / 3) / 4, 14)
    expect(averagePrecision(Uint8Array.of(0, 0, 0), 4)).toBe(0)
  })

  it('is exactly 1 when all relevant items come first', () => {
    expect(averagePrecision(Uint8Array.of(1, 1, 1, 0, 0), 3)).toBe(1)
  })

  it('is NaN where nothing is relevant', () => {
    expect(averagePrecision(Uint8Array.of(0, 0), 0)).toBeNaN()
  })
})
