import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { maxPooling } from './maxPooling.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

const image = floats([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], [1, 1, 4, 4])

describe('maxPooling', () => {
  it('takes the largest of windows that do not overlap', async () => {
    const { y } = await run(maxPooling(), {}, image, 'evaluation', ['N', 1, 4, 4])
    expect([y.shape, rounded(y)]).toEqual([
      [1, 1, 2, 2],
      [6, 8, 14, 16],
    ])
  })

  it('never takes the border', async () => {
    const negative = floats([-1, -2, -3, -4], [1, 1, 2, 2])
    const { y } = await run(maxPooling({ kernel: 3, stride: 2, padding: 1 }), {}, negative)
    expect(rounded(y)).toEqual([-1])
  })

  it('takes a last window that hangs over the border where asked', async () => {
    const layer = maxPooling({ kernel: 3, stride: 2, ceil: true })
    const { y } = await run(layer, {}, image, 'evaluation', ['N', 1, 4, 4])
    expect(rounded(y)).toEqual([11, 12, 15, 16])
  })

  it.each([
    {},
    { kernel: 3, stride: 2, padding: 1 },
    { kernel: 3, stride: 2, ceil: true },
  ])('has the gradients that finite differences give: %o', async (options) => {
    expect(await gradientError(maxPooling(options), apart([2, 2, 4, 4]))).toBeLessThan(1e-3)
  })

  it('refuses bad options by name and value', () => {
    expect(() => maxPooling({ kernel: 0 })).toThrow('maxPooling: kernel must be a whole number of at least 1, got 0')
    expect(() => maxPooling({ padding: 2 })).toThrow('maxPooling: padding must be at most half the kernel, got 2')
  })
})
