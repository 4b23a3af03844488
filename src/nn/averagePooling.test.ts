import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { averagePooling } from './averagePooling.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('averagePooling', () => {
  it('takes the mean of windows that do not overlap', async () => {
    const x = floats([1, 2, 3, 4, 5, 6, 7, 8], [1, 1, 2, 4])
    const { y } = await run(averagePooling(), {}, x, 'evaluation', ['N', 1, 2, 4])
    expect([y.shape, rounded(y)]).toEqual([
      [1, 1, 1, 2],
      [3.5, 5.5],
    ])
  })

  it('counts the border as zeros', async () => {
    const { y } = await run(averagePooling({ kernel: 2, padding: 1 }), {}, floats([4, 8, 12, 16], [1, 1, 2, 2]))
    expect(rounded(y)).toEqual([1, 2, 3, 4])
  })

  it.each([
    {},
    { kernel: 3, stride: 2, padding: 1 },
  ])('has the gradients that finite differences give: %o', async (options) => {
    expect(await gradientError(averagePooling(options), apart([2, 2, 4, 4]))).toBeLessThan(1e-3)
  })

  it('refuses bad options by name and value', () => {
    expect(() => averagePooling({ stride: 0 })).toThrow('averagePooling: stride must be a whole number')
    expect(() => averagePooling({ padding: -1 })).toThrow('averagePooling: padding must be a whole number')
  })
})
