import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'
import { tokenPooling } from './tokenPooling.ts'

describe('tokenPooling', () => {
  const x = floats([1, 2, 3, 4, 5, 8], [1, 3, 2])

  it('takes the first token, or the mean of the others', async () => {
    expect(rounded((await run(tokenPooling('cls'), {}, x, 'evaluation', ['N', 3, 2])).y)).toEqual([1, 2])
    expect(rounded((await run(tokenPooling('mean'), {}, x, 'evaluation', ['N', 3, 2])).y)).toEqual([4, 6])
  })

  it.each(['cls', 'mean'] as const)('has the gradients that finite differences give: %s', async (kind) => {
    expect(await gradientError(tokenPooling(kind), apart([2, 3, 2]))).toBeLessThan(1e-3)
  })

  it('refuses another kind, rows, and a mean of nothing', () => {
    expect(() => tokenPooling('max' as 'cls')).toThrow("tokenPooling: must be 'cls' or 'mean', got 'max'")
    expect(() => tokenPooling('cls').apply({}, input('x', 'float32', [2, 3]), 'training')).toThrow('float32 [N, T, C]')
    expect(() => tokenPooling('mean').apply({}, input('x', 'float32', [2, 1, 3]), 'training')).toThrow(
      "tokenPooling(mean): needs a token beside the class token, got '[2,1,3]'",
    )
  })
})
