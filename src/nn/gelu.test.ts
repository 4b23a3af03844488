import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { gelu } from './gelu.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('gelu', () => {
  it('is x P(x), the values those of PyTorch', async () => {
    const { y } = await run(gelu(), {}, floats([-2, -1, 0, 0.5, 3]))
    expect(rounded(y)).toEqual([-0.0455, -0.15866, 0, 0.34573, 2.99595])
  })

  it('has the gradient that finite differences give', async () => {
    expect(await gradientError(gelu(), apart([3, 4]))).toBeLessThan(1e-3)
  })
})
