import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { flatten } from './flatten.ts'

describe('flatten', () => {
  it('makes a matrix of the axes before and from an axis on', async () => {
    const x = matrix([1, 2, 3, 4], [2, 1, 2])
    expect(await compute(flatten(x))).toEqual([[2, 2], 1, 2, 3, 4])
    expect(await compute(flatten(x, 3))).toEqual([[4, 1], 1, 2, 3, 4])
  })

  it('keeps a symbolic batch', () => {
    expect(flatten(input('x', 'float32', ['N', 2, 3])).shape).toEqual(['N', 6])
  })

  it('refuses an axis beyond the rank', () => {
    expect(() => flatten(matrix([1], [1]), 2)).toThrow('Flatten: an axis of a rank-1 tensor lies in [-1, 1], got 2')
  })
})
