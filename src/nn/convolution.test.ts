import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { convolution } from './convolution.ts'
import { filledWith } from './filledWith.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

const ones = (n: number): number[] => new Array(n).fill(1)

describe('convolution', () => {
  it('keeps the size of the image by default, with zeros around it', async () => {
    const values = { weight: floats(ones(9), [1, 1, 3, 3]), bias: floats([10]) }
    const { y } = await run(convolution({ inputs: 1, outputs: 1 }), values, floats(ones(9), [1, 1, 3, 3]))
    expect([y.shape, rounded(y)]).toEqual([
      [1, 1, 3, 3],
      [14, 16, 14, 16, 19, 16, 14, 16, 14],
    ])
  })

  it('halves it at stride 2, rounded up', async () => {
    const layer = convolution({ inputs: 1, outputs: 2, stride: 2, bias: false })
    const { y } = await run(layer, { weight: floats(ones(18), [2, 1, 3, 3]) }, floats(ones(25), [1, 1, 5, 5]))
    expect(y.shape).toEqual([1, 2, 3, 3])
    expect(rounded(y).slice(0, 9)).toEqual([4, 6, 4, 6, 9, 6, 4, 6, 4])
  })

  it('takes a batch of any size in evaluation', async () => {
    const values = { weight: floats([2], [1, 1, 1, 1]), bias: floats([0]) }
    const layer = convolution({ inputs: 1, outputs: 1, kernel: 1 })
    const { y } = await run(layer, values, floats([1, 2], [2, 1, 1, 1]), 'evaluation', ['N', 1, 1, 1])
    expect(rounded(y)).toEqual([2, 4])
  })

  it.each([1, 2])('has the gradients that finite differences give, at stride %d', async (stride) => {
    const layer = convolution({ inputs: 2, outputs: 3, stride })
    expect(await gradientError(layer, apart([2, 2, 5, 4]))).toBeLessThan(1e-3)
  })

  it('keeps groups of channels apart', async () => {
    const layer = convolution({ inputs: 2, outputs: 2, kernel: 1, groups: 2 })
    const values = { weight: floats([2, 3], [2, 1, 1, 1]), bias: floats([0, 1]) }
    const { y } = await run(layer, values, floats([1, 10], [1, 2, 1, 1]))
    expect(rounded(y)).toEqual([2, 31])
    expect(await gradientError(convolution({ inputs: 4, outputs: 6, groups: 2 }), apart([2, 4, 3, 3]))).toBeLessThan(
      1e-3,
    )
  })

  it('begins as it is told', () => {
    const layer = convolution({ inputs: 1, outputs: 2, kernel: 1, initial: filledWith(3), initialBias: filledWith(4) })
    expect(layer.init(random(1)).parameters).toEqual({ weight: floats([3, 3], [2, 1, 1, 1]), bias: floats([4, 4]) })
  })

  it('begins uniform within 1/sqrt(inputs kernel²), bias included', () => {
    const { weight, bias } = convolution({ inputs: 4, outputs: 200, kernel: 5 }).init(random(1)).parameters
    expect([weight!.shape, bias!.shape]).toEqual([[200, 4, 5, 5], [200]])
    for (const array of [weight!, bias!]) {
      const largest = Math.max(...Array.from(array.data as Float32Array, Math.abs))
      expect(largest).toBeLessThanOrEqual(0.1)
      expect(largest).toBeGreaterThan(0.098)
    }
  })

  it('refuses bad options and images by name', () => {
    expect(() => convolution({ inputs: 1, outputs: 0 })).toThrow('convolution: outputs must be a whole number')
    expect(() => convolution({ inputs: 1, outputs: 1, kernel: 2.5 })).toThrow('kernel must be a whole number')
    expect(() => convolution({ inputs: 1, outputs: 1, stride: 0 })).toThrow('stride must be a whole number')
    expect(() => convolution({ inputs: 1, outputs: 1, padding: -1 })).toThrow('of at least 0, got -1')
    expect(() => convolution({ inputs: 4, outputs: 3, groups: 2 })).toThrow(
      'convolution: groups must divide the 4 inputs and the 3 outputs, got 2',
    )
    const layer = convolution({ inputs: 3, outputs: 8 })
    expect(() => layer.apply({}, input('x', 'float32', ['N', 1, 8, 8]), 'training')).toThrow(
      "convolution(3, 8, 3x3): the input must be float32 [N, 3, H, W], got 'float32 [N,1,8,8]'",
    )
  })
})
