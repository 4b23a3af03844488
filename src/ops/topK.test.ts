import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { topK } from './topK.ts'

describe('topK', () => {
  const x = matrix([3, 1, 2, 4, 6, 5], [2, 3])

  it('gives the largest in order, with their places', async () => {
    const { values, indices } = topK(x, { k: 2 })
    expect(await compute(values)).toEqual([[2, 2], 3, 2, 6, 5])
    expect(await compute(indices)).toEqual([[2, 2], 0, 2, 1, 2])
  })

  it('or the smallest, along any axis', async () => {
    expect(await compute(topK(x, { k: 1, axis: 0, largest: false }).values)).toEqual([[1, 3], 3, 1, 2])
  })

  it('refuses k beyond the length, and k that is no whole number from 1', () => {
    expect(() => topK(x, { k: 4 })).toThrow('TopK: k must be a whole number from 1 to 3, got 4')
    expect(() => topK(x, { k: 0 })).toThrow('got 0')
    expect(() => topK(x, { k: 1.5 })).toThrow('got 1.5')
    expect(topK(input('x', 'float32', ['N']), { k: 4 }).values.shape).toEqual([4])
  })
})
