import { describe, expect, it } from 'vitest'
import { precisionAtK } from './precisionAtK.ts'

describe('precisionAtK', () => {
  it('is the relevant share of the k nearest', () => {
    const relevant = Uint8Array.of(1, 0, 1, 1)
    expect([1, 2, 3, 4].map((k) => precisionAtK(relevant, k))).toEqual([1, 1 / 2, 2 / 3, 3 / 4])
  })

  it('divides by k also where the gallery is smaller', () => {
    expect(precisionAtK(Uint8Array.of(1, 1), 8)).toBe(0.25)
  })
})
