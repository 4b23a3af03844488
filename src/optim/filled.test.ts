import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { filled } from './filled.ts'

describe('filled', () => {
  it('takes the shape of the parameter and none of its numbers', () => {
    const parameter = floats([1, 2, 3, 4, 5, 6], [2, 3])
    expect(filled(parameter)).toEqual(floats([0, 0, 0, 0, 0, 0], [2, 3]))
    expect(filled(parameter, 2)).toEqual(floats([2, 2, 2, 2, 2, 2], [2, 3]))
    expect(parameter.data[0]).toBe(1)
  })
})
