import { describe, expect, it } from 'vitest'
import { floats } from '../../src/tensor/array.ts'
import { differences } from './differences.ts'

describe('differences', () => {
  it('are the largest of each tensor over the largest number of the reference', () => {
    const { errors } = differences(
      { y: floats([1, 5]), dx: floats([0, -2]) },
      { y: floats([1, 4]), dx: floats([1, -2]) },
    )
    expect([...errors]).toEqual([
      ['y', 0.25],
      ['dx', 0.5],
    ])
  })

  it('measure a gradient that is nil against that of the layer’s weight', () => {
    const found = { y: floats([1]), 'd.a.weight': floats([10]), 'd.a.bias': floats([2e-5]), 'd.b.bias': floats([2e-5]) }
    const { errors, nil } = differences(found, { ...found, 'd.a.bias': floats([1e-5]), 'd.b.bias': floats([1e-5]) })
    expect(nil).toBe(1)
    expect(errors.get('d.a.bias')).toBeCloseTo(1e-6, 9)
    expect(errors.get('d.b.bias')).toBeCloseTo(1, 5)
  })

  it('are nothing between zeros, and without bound between zeros and anything else', () => {
    const zeros = { dx: floats([0, 0]) }
    expect(differences(zeros, zeros).errors.get('dx')).toBe(0)
    expect(differences({ dx: floats([0, 1e-30]) }, zeros).errors.get('dx')).toBe(Number.POSITIVE_INFINITY)
  })

  it('are without bound where a number is none, and fail where tensors are not the same', () => {
    expect(differences({ y: floats([Number.NaN]) }, { y: floats([1]) }).errors.get('y')).toBe(Number.POSITIVE_INFINITY)
    expect(() => differences({ y: floats([1]) }, { y: floats([1]), dx: floats([1]) })).toThrow('not the same tensors')
    expect(() => differences({ y: floats([1, 2]) }, { y: floats([1]) })).toThrow('y is [2] and [1]')
  })
})
