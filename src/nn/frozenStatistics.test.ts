import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { batchNorm } from './batchNorm.ts'
import { frozenStatistics } from './frozenStatistics.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('frozenStatistics', () => {
  const values = { weight: floats([2]), bias: floats([10]), running_mean: floats([5]), running_var: floats([3]) }
  const layer = frozenStatistics(batchNorm({ channels: 1, epsilon: 1 }))

  it('normalises by the running statistics in training too, and leaves them', async () => {
    const { y, buffers } = await run(layer, values, floats([5, 9], [2, 1]), 'training')
    expect(rounded(y)).toEqual([10, 14]) // 2 (9 - 5) / sqrt(3 + 1) + 10
    expect(buffers).toEqual({})
  })

  it('trains its parameters all the same', async () => {
    expect(await gradientError(layer, apart([3, 1, 2, 2]))).toBeLessThan(1e-3)
  })

  it('takes one sample alone', async () => {
    expect(rounded((await run(layer, values, floats([9], [1, 1]), 'training')).y)).toEqual([14])
  })
})
