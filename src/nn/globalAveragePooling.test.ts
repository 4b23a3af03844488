import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { globalAveragePooling } from './globalAveragePooling.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('globalAveragePooling', () => {
  it('gives the mean of each channel as a row, for a batch of any size', async () => {
    const x = floats([1, 2, 3, 6, 10, 10, 10, 10], [1, 2, 2, 2])
    const { y } = await run(globalAveragePooling(), {}, x, 'evaluation', ['N', 2, 2, 2])
    expect([y.shape, rounded(y)]).toEqual([
      [1, 2],
      [3, 10],
    ])
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(globalAveragePooling(), apart([2, 2, 3, 2]))).toBeLessThan(1e-3)
  })

  it('refuses rows', () => {
    expect(() => globalAveragePooling().apply({}, input('x', 'float32', [2, 3]), 'training')).toThrow(
      'globalAveragePooling: the input must be float32 [N, C, H, W]',
    )
  })
})
