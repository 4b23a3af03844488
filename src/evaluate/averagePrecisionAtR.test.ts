import { describe, expect, it } from 'vitest'
import { averagePrecision } from './averagePrecision.ts'
import { averagePrecisionAtR } from './averagePrecisionAtR.ts'

describe('averagePrecisionAtR', () => {
  it('stops at R, where average precision goes on', () => {
    const relevant = Uint8Array.of(1, 0, 1, 1, 1)
    expect(averagePrecisionAtR(relevant, 4)).toBeCloseTo((1 + 2 / 3 + 3 / 4) / 4, 14)
    expect(averagePrecision(relevant, 4)).toBeCloseTo((1 + 2 / 3 + 3 / 4 + 4 / 5) / 4, 14)
  })

  it('tells orders apart that R-precision does not', () => {
    const R = 4
    expect(averagePrecisionAtR(Uint8Array.of(1, 1, 0, 0), R)).toBe(0.5)
    expect(averagePrecisionAtR(Uint8Array.of(0, 0, 1, 1), R)).toBeCloseTo((1 / 3 + 1 / 2) / 4, 14)
  })

  it('is exactly 1 when the R nearest are relevant, and NaN where nothing is', () => {
    expect(averagePrecisionAtR(Uint8Array.of(1, 1, 1, 0), 3)).toBe(1)
    expect(averagePrecisionAtR(Uint8Array.of(0, 0, 0, 0), 0)).toBeNaN()
  })
})
