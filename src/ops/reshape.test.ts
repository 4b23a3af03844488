import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { reshape } from './reshape.ts'

describe('reshape', () => {
  const x = matrix([1, 2, 3, 4, 5, 6], [2, 3])

  it('infers the one dimension that is left', () => {
    expect(reshape(x, [3, -1]).shape).toEqual([3, 2])
    expect(reshape(x, [6]).shape).toEqual([6])
    expect(reshape(matrix([1], [1]), []).shape).toEqual([])
  })

  it('keeps a symbolic dimension', () => {
    const batch = input('x', 'float32', ['N', 2, 3])
    expect(reshape(batch, ['N', -1]).shape).toEqual(['N', 6])
    expect(reshape(batch, [-1, 6]).shape).toEqual(['N', 6])
  })

  it('gathers the symbolic dimension and another into one, and parts them again', () => {
    const tokens = input('x', 'float32', ['N', 5, 4])
    const rows = reshape(tokens, [-1, 4])
    expect(rows.shape).toEqual(['5*N', 4])
    expect(reshape(rows, ['N', 5, 2, 2]).shape).toEqual(['N', 5, 2, 2])
    expect(reshape(rows, [-1, 20]).shape).toEqual(['N', 20])
    expect(() => reshape(rows, ['N', 4, 4])).toThrow('as many numbers')
    expect(() => reshape(rows, [-1, 3])).toThrow('as many numbers')
  })

  it('refuses another count, two dimensions left open and a lost symbol', () => {
    expect(() => reshape(x, [4, 2])).toThrow("Reshape: both shapes must hold as many numbers, got '[2,3] to [4,2]'")
    expect(() => reshape(x, [4, -1])).toThrow('as many numbers')
    expect(() => reshape(x, [-1, -1])).toThrow('as many numbers')
    expect(() => reshape(input('x', 'float32', ['N', 2]), [4])).toThrow('as many numbers')
  })
})
