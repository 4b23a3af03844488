import { describe, expect, it } from 'vitest'
import { constant } from './constant.ts'

describe('constant', () => {
  it('gives the same rate at every step', () => {
    expect([0, 1, 1e6].map(constant({ rate: 0.1 }))).toEqual([0.1, 0.1, 0.1])
  })

  it('refuses a rate that is not above 0', () => {
    expect(() => constant({ rate: 0 })).toThrow('constant: rate must be greater than 0, got 0')
  })
})
