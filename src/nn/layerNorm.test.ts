import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { layerNorm } from './layerNorm.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('layerNorm', () => {
  it('normalises each row by its own mean and biased variance', async () => {
    const values = { weight: floats([2, 2, 1]), bias: floats([0, 1, 0]) }
    // mean 4, variance 6; mean 1, variance 0
    const { y } = await run(layerNorm({ channels: 3, epsilon: 1e-12 }), values, floats([1, 4, 7, 1, 1, 1], [2, 3]))
    expect(rounded(y)).toEqual([-2.44949, 1, 1.22474, 0, 1, 0])
  })

  it('takes tokens of any batch', async () => {
    const layer = layerNorm({ channels: 2, epsilon: 1e-12 })
    const { parameters } = layer.init(random(1))
    const { y } = await run(layer, parameters, floats([1, 3, 8, 2], [1, 2, 2]), 'evaluation', ['N', 2, 2])
    expect([y.shape, rounded(y)]).toEqual([
      [1, 2, 2],
      [-1, 1, 1, -1],
    ])
  })

  it.each([[[3, 4]], [[2, 3, 4]]])('has the gradients that finite differences give: [%s]', async (shape) => {
    expect(await gradientError(layerNorm({ channels: 4 }), apart(shape))).toBeLessThan(2e-3)
  })

  it('begins as the plain normalisation, and refuses bad options and channels', () => {
    expect(layerNorm({ channels: 2 }).init(random(1)).parameters).toEqual({
      weight: floats([1, 1]),
      bias: floats([0, 0]),
    })
    expect(() => layerNorm({ channels: 0 })).toThrow('layerNorm: channels must be a whole number')
    expect(() => layerNorm({ channels: 1, epsilon: 0 })).toThrow('epsilon must be greater than 0, got 0')
    expect(() => layerNorm({ channels: 2 }).apply({}, input('x', 'float32', ['N', 2, 3]), 'training')).toThrow(
      "layerNorm(2): the input must be float32 [N, 2] or [N, T, 2], got 'float32 [N,2,3]'",
    )
  })
})
