import { describe, expect, it } from 'vitest'
import { dimOf, multipleOf, overDim, productOfDims, timesDim } from './dim.ts'

describe('dim', () => {
  it('a dimension is a number or a whole multiple of a symbol', () => {
    expect(multipleOf(7)).toEqual({ factor: 7, symbol: null })
    expect(multipleOf('N')).toEqual({ factor: 1, symbol: 'N' })
    expect(multipleOf('12*N')).toEqual({ factor: 12, symbol: 'N' })
    expect(multipleOf('3*N*4')).toEqual({ factor: 12, symbol: 'N' })
    for (const d of [7, 'N', '12*N']) expect(dimOf(multipleOf(d))).toBe(d)
  })

  it('products and exact quotients stay multiples of one symbol', () => {
    expect(timesDim('N', 12)).toBe('12*N')
    expect(timesDim(2, '6*N')).toBe('12*N')
    expect(timesDim('N', 1)).toBe('N')
    expect(timesDim('N', 0)).toBe(0)
    expect(timesDim('N', 'M')).toBeUndefined()
    expect(overDim('12*N', 12)).toBe('N')
    expect(overDim('12*N', 'N')).toBe(12)
    expect(overDim('12*N', '4*N')).toBe(3)
    expect(overDim(12, 4)).toBe(3)
  })

  it('what is no whole multiple is undefined', () => {
    expect(overDim('12*N', 5)).toBeUndefined()
    expect(overDim(12, 'N')).toBeUndefined()
    expect(overDim('N', 'M')).toBeUndefined()
    expect(overDim(3, 0)).toBeUndefined()
  })

  it('a shape holds the product of its dimensions', () => {
    expect(productOfDims([])).toBe(1)
    expect(productOfDims([2, 'N', 3])).toBe('6*N')
    expect(productOfDims(['N', 3, 'N'])).toBeUndefined()
  })
})
