import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { matMul } from './matMul.ts'

describe('matMul', () => {
  const a = matrix([1, 2, 3, 4], [2, 2])

  it('multiplies the last two axes, the others broadcast', async () => {
    expect(await compute(matMul(a, matrix([1, 10], [2, 1])))).toEqual([[2, 1], 21, 43])
    expect(await compute(matMul(a, matrix([1, 0, 0, 1], [2, 2, 1])))).toEqual([[2, 2, 1], 1, 3, 2, 4])
  })

  it('refuses vectors, inner dimensions that differ and batches that do not broadcast', () => {
    expect(() => matMul(a, matrix([1, 2], [2]))).toThrow('MatMul: both operands must have rank 2 or more')
    expect(() => matMul(a, matrix([1, 2, 3], [3, 1]))).toThrow("the inner dimensions must agree, got '[2,2] and [3,1]'")
    const batches = [2, 3].map((n) => matrix(new Float32Array(n), [n, 1, 1]))
    expect(() => matMul(batches[0]!, batches[1]!)).toThrow('MatMul: shapes must broadcast')
  })
})
