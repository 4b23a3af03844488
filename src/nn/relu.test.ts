import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { relu } from './relu.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('relu', () => {
  it('keeps what is above 0', async () => {
    const { y } = await run(relu(), {}, floats([-1, 0, 2], [3, 1]), 'evaluation', ['N', 1])
    expect(rounded(y)).toEqual([0, 0, 2])
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(relu(), apart([3, 4]))).toBeLessThan(1e-3)
  })
})
