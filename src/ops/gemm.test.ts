import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { gemm } from './gemm.ts'

describe('gemm', () => {
  const a = matrix([1, 2, 3, 4], [2, 2])
  const b = matrix([1, 10], [2, 1])

  it('multiplies, with factors and a third operand that broadcasts', async () => {
    expect(await compute(gemm(a, b))).toEqual([[2, 1], 21, 43])
    expect(await compute(gemm(a, b, { transA: true }))).toEqual([[2, 1], 31, 42])
    expect(await compute(gemm(a, b, { c: matrix([100], [1]), alpha: 2, beta: 3 }))).toEqual([[2, 1], 342, 386])
  })

  it('refuses what is no matrix or does not fit', () => {
    expect(() => gemm(a, b, { transB: true })).toThrow("inner dimensions agree, got '[2,2] and [2,1]ᵀ'")
    expect(() => gemm(a, matrix([1, 2], [2]))).toThrow('Gemm: the operands must be matrices')
  })
})
