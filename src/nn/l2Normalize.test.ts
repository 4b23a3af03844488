import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { l2Normalize } from './l2Normalize.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('l2Normalize', () => {
  it('brings each row to length 1 and leaves zeros, for a batch of any size', async () => {
    const { y } = await run(l2Normalize(), {}, floats([3, 4, 0, 0], [2, 2]), 'evaluation', ['N', 2])
    expect(rounded(y)).toEqual([0.6, 0.8, 0, 0])
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(l2Normalize(), apart([3, 4]))).toBeLessThan(1e-3)
  })
})
