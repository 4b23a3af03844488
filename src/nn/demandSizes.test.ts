import { describe, expect, it } from 'vitest'
import { demandSizes } from './demandSizes.ts'

describe('demandSizes', () => {
  it('lets through whole numbers from the least on', () => {
    demandSizes('x', { a: 1, b: 1000 })
    demandSizes('x', { a: 0 }, 0)
  })

  it('names the caller, the option and its value', () => {
    expect(() => demandSizes('x', { a: 1, b: 0 })).toThrow('x: b must be a whole number of at least 1, got 0')
    expect(() => demandSizes('x', { a: -1 }, 0)).toThrow('x: a must be a whole number of at least 0, got -1')
    expect(() => demandSizes('x', { a: Number.NaN })).toThrow('x: a must be a whole number of at least 1, got NaN')
  })
})
