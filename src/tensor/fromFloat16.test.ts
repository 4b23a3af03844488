import { describe, expect, it } from 'vitest'
import { fromBfloat16 } from './fromBfloat16.ts'
import { fromFloat16 } from './fromFloat16.ts'

describe('fromFloat16', () => {
  it('reads normal and subnormal numbers, both zeros and what is no number', () => {
    const bits = [0x3c00, 0xc000, 0x3555, 0x7bff, 0x0400, 0x0001, 0x8000, 0x7c00, 0xfc00, 0x7e00]
    expect([...fromFloat16(Uint16Array.from(bits))]).toEqual([
      1,
      -2,
      0.333251953125,
      65504,
      2 ** -14,
      2 ** -24,
      -0,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.NaN,
    ])
  })
})

describe('fromBfloat16', () => {
  it('is the upper half of a float32', () => {
    const bits = [0x3f80, 0xc000, 0x3eab, 0x7f80, 0x8000, 0x7fc0]
    expect([...fromBfloat16(Uint16Array.from(bits))]).toEqual([
      1,
      -2,
      0.333984375,
      Number.POSITIVE_INFINITY,
      -0,
      Number.NaN,
    ])
  })
})
