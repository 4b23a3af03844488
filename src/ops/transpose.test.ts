import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { transpose } from './transpose.ts'

describe('transpose', () => {
  const x = matrix([1, 2, 3, 4, 5, 6], [1, 2, 3])

  it('orders axes anew', async () => {
    expect(await compute(transpose(x, [2, 0, 1]))).toEqual([[3, 1, 2], 1, 4, 2, 5, 3, 6])
  })

  it('refuses what is no order of the axes', () => {
    expect(() => transpose(x, [0, 1])).toThrow('Transpose: perm must order the axes of a rank-3 tensor, got [0,1]')
    expect(() => transpose(x, [0, 1, 1])).toThrow('perm must order')
  })
})
