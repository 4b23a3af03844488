import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { globalMaxPooling } from './globalMaxPooling.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('globalMaxPooling', () => {
  it('takes the largest of each channel', async () => {
    const x = floats([1, 5, -3, -2, 4, 0, -7, -9], [2, 2, 1, 2])
    const { y } = await run(globalMaxPooling(), {}, x, 'evaluation', ['N', 2, 1, 2])
    expect([y.shape, rounded(y)]).toEqual([
      [2, 2],
      [5, -2, 4, -7],
    ])
  })

  it('has the gradients that finite differences give, and refuses rows', async () => {
    expect(await gradientError(globalMaxPooling(), apart([2, 2, 3, 2]))).toBeLessThan(1e-3)
    expect(() => globalMaxPooling().apply({}, input('x', 'float32', ['N', 2]), 'training')).toThrow(
      'globalMaxPooling: the input must be float32 [N, C, H, W]',
    )
  })
})
