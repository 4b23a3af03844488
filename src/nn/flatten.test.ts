import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { flatten } from './flatten.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('flatten', () => {
  it('makes a row of each sample', async () => {
    const { y } = await run(flatten(), {}, floats([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 1, 2]))
    expect([y.shape, rounded(y)]).toEqual([
      [2, 4],
      [1, 2, 3, 4, 5, 6, 7, 8],
    ])
  })

  it('leaves the batch unknown where it is, and runs for any size of it', async () => {
    const shape = ['N', 2, 1, 2]
    expect(flatten().apply({}, input('x', 'float32', shape), 'evaluation').y.shape).toEqual(['N', 4])
    const { y } = await run(flatten(), {}, apart([3, 2, 1, 2]), 'evaluation', shape)
    expect(y.shape).toEqual([3, 4])
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(flatten(), apart([2, 2, 2, 1]))).toBeLessThan(1e-3)
  })
})
