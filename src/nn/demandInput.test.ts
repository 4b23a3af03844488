import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { demandInput } from './demandInput.ts'

describe('demandInput', () => {
  it('lets through every rank that is asked for, with any batch', () => {
    demandInput('x', input('x', 'float32', ['N', 3]), [2, 4], 3)
    demandInput('x', input('x', 'float32', [5, 3, 8, 8]), [2, 4], 3)
    demandInput('x', input('x', 'float32', [5, 7, 8, 8]), [4])
    demandInput('x', input('x', 'float32', ['N', 7, 3]), [2, 3], 3)
  })

  it('refuses another rank, number of channels or type, and says what it wants', () => {
    expect(() => demandInput('pool', input('x', 'float32', [5, 3]), [4])).toThrow(
      "pool: the input must be float32 [N, C, H, W], got 'float32 [5,3]'",
    )
    expect(() => demandInput('norm', input('x', 'float32', [5, 4]), [2, 4], 3)).toThrow(
      "norm: the input must be float32 [N, 3] or [N, 3, H, W], got 'float32 [5,4]'",
    )
    expect(() => demandInput('tokens', input('x', 'float32', [5, 3, 4]), [2, 3], 3)).toThrow(
      "tokens: the input must be float32 [N, 3] or [N, T, 3], got 'float32 [5,3,4]'",
    )
    expect(() => demandInput('norm', input('x', 'uint8', [5, 3]), [2], 3)).toThrow("got 'uint8 [5,3]'")
  })
})
