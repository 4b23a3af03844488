import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { einsum } from './einsum.ts'

describe('einsum', () => {
  const a = matrix([1, 2, 3, 4], [2, 2])
  const b = matrix([1, 10], [2])

  it('sums over the letters that the result lacks', async () => {
    expect(await compute(einsum('ij,j->i', [a, b]))).toEqual([[2], 21, 43])
    expect(await compute(einsum('ij->', [a]))).toEqual([[], 10])
    expect(await compute(einsum('ij->ji', [a]))).toEqual([[2, 2], 1, 3, 2, 4])
  })

  it('implies a result of the letters that occur once, in order', async () => {
    expect(await compute(einsum('ba', [a]))).toEqual([[2, 2], 1, 3, 2, 4])
    expect(await compute(einsum('ij, jk', [a, matrix([1, 10], [2, 1])]))).toEqual([[2, 1], 21, 43])
  })

  it('writes out dots, those of a smaller operand from the right, lengths of 1 repeated', async () => {
    const stack = matrix([1, 2, 3, 4], [2, 2, 1])
    expect(await compute(einsum('...i,...i->...', [stack, matrix([1, 10], [1, 2, 1])]))).toEqual([[2, 2], 1, 20, 3, 40])
    expect(await compute(einsum('...i,i...->...', [stack, matrix([1, 10], [1, 2])]))).toEqual([[2, 2], 1, 20, 3, 40])
  })

  it('refuses what it cannot read', () => {
    expect(() => einsum('ij,jk', [a])).toThrow("einsum: 'ij,jk' must name 1 operands and at most one result, got 2")
    expect(() => einsum('ijk->i', [a])).toThrow("operand 0 of 'ijk->i' needs one letter for each axis of [2,2]")
    expect(() => einsum('ii->i', [a])).toThrow('none twice')
    expect(() => einsum('ij->k', [a])).toThrow('must have letters of the operands')
    expect(() => einsum('ij,j', [a, matrix([1, 2, 3], [3])])).toThrow("'j' of 'ij,j' must be one size, got '2 and 3'")
  })
})
