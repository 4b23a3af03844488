import { describe, expect, it } from 'vitest'
import { halfFloats, largestHalf } from './halfFloat.ts'

const of = (...values: number[]): number[] => [...halfFloats(Float32Array.from(values))]

describe('halfFloats', () => {
  it('gives the bits of IEEE 754 binary16', () => {
    expect(of(0, -0, 1, -2, 0.5, largestHalf)).toEqual([0, 0x8000, 0x3c00, 0xc000, 0x3800, 0x7bff])
    expect(of(1 / 3)).toEqual([0x3555])
  })

  it('rounds to the nearest, of two equally near to the even one, up into the next exponent', () => {
    expect(of(1 + 2 ** -11, 1 + 3 * 2 ** -11, 1 + 2 ** -11 + 2 ** -20)).toEqual([0x3c00, 0x3c02, 0x3c01])
    expect(of(2 - 2 ** -12)).toEqual([0x4000])
  })

  it('has the numbers below the smallest normal one, and nothing below half of the smallest', () => {
    expect(of(2 ** -14, 2 ** -15, 2 ** -24, 2 ** -25, 1.5 * 2 ** -25, 2 ** -26)).toEqual([0x0400, 0x0200, 1, 0, 1, 0])
  })

  it('makes what is too large infinite, and keeps what is no number', () => {
    expect(of(65520, -1e9, Number.POSITIVE_INFINITY)).toEqual([0x7c00, 0xfc00, 0x7c00])
    expect(of(Number.NaN)[0]! & 0x7e00).toBe(0x7e00)
  })
})
