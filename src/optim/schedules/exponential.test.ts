import { describe, expect, it } from 'vitest'
import { exponential } from './exponential.ts'

describe('exponential', () => {
  it('falls by the same factor at every step', () => {
    expect([0, 1, 2, 3].map(exponential({ rate: 8, gamma: 0.5 }))).toEqual([8, 4, 2, 1])
  })

  it('refuses bad options by name and value', () => {
    expect(() => exponential({ rate: 1, gamma: 0 })).toThrow('exponential: gamma must be greater than 0, got 0')
    expect(() => exponential({ rate: 0, gamma: 1 })).toThrow('exponential: rate must be greater than 0, got 0')
  })
})
