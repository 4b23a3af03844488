import { describe, expect, it } from 'vitest'
import { rPrecision } from './rPrecision.ts'

describe('rPrecision', () => {
  it('looks at the R nearest and no further', () => {
    expect(rPrecision(Uint8Array.of(1, 0, 1, 1, 1), 4)).toBe(3 / 4)
    expect(rPrecision(Uint8Array.of(1, 1, 0, 0), 2)).toBe(1)
    expect(rPrecision(Uint8Array.of(0, 0, 1, 1), 2)).toBe(0)
  })

  it('is NaN where nothing is relevant', () => {
    expect(rPrecision(Uint8Array.of(0, 0), 0)).toBeNaN()
  })
})
