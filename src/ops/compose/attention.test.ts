import { describe, expect, it } from 'vitest'
import { compute } from '../compute.testing.ts'
import { attention } from './attention.ts'
import { matrix } from './matrix.ts'

describe('attention', () => {
  it('gives the mean of the values where all keys are equal', async () => {
    const v = matrix([1, 2, 5, 4], [2, 2])
    expect(await compute(attention(matrix([1, 1], [1, 2]), matrix([3, 3, 3, 3], [2, 2]), v, 1))).toEqual([[1, 2], 3, 3])
  })

  it('weighs the values by softmax of the scaled products', async () => {
    // Products 0 and 2 ln 3, halved: weights 1/4 and 3/4.
    const y = attention(matrix([1], [1, 1]), matrix([0, 2 * Math.log(3)], [2, 1]), matrix([0, 8], [2, 1]), 0.5)
    const [, value] = await compute(y)
    expect(value).toBeCloseTo(6, 5)
  })
})
