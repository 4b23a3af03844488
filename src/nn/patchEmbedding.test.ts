import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { input } from '../tensor/tensor.ts'
import { convolution } from './convolution.ts'
import { patchEmbedding } from './patchEmbedding.ts'
import { apart, gradientError, inputsOf, rounded, run } from './run.testing.ts'

describe('patchEmbedding', () => {
  it('is the convolution whose stride is its kernel, its places as tokens row by row', async () => {
    const layer = patchEmbedding({ inputs: 3, patch: 2, outputs: 5 })
    const { parameters } = layer.init(random(1))
    const x = apart([2, 3, 4, 6])
    const { y } = await run(layer, parameters, x, 'evaluation', ['N', 3, 4, 6])
    const same = convolution({ inputs: 3, outputs: 5, kernel: 2, stride: 2, padding: 0 })
    const map = await run(same, parameters, x)
    expect([y.shape, map.y.shape]).toEqual([
      [2, 6, 5],
      [2, 5, 2, 3],
    ])
    const numbers = rounded(map.y)
    rounded(y).forEach((value, i) => {
      const [n, token, channel] = [Math.floor(i / 30), Math.floor(i / 5) % 6, i % 5]
      expect(value).toBeCloseTo(numbers[n * 30 + channel * 6 + token]!, 4)
    })
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(patchEmbedding({ inputs: 2, patch: 2, outputs: 3 }), apart([2, 2, 4, 2]))).toBeLessThan(
      1e-3,
    )
  })

  it('refuses images that patches do not fill', () => {
    const layer = patchEmbedding({ patch: 4, outputs: 2 })
    const values = inputsOf(layer.init(random(1)).parameters)
    expect(() => layer.apply(values, input('x', 'float32', ['N', 3, 8, 10]), 'training')).toThrow(
      "patchEmbedding(4x4, 2): rows and columns must be multiples of 4, got '8 x 10'",
    )
    expect(() => patchEmbedding({ patch: 0, outputs: 2 })).toThrow('patchEmbedding: patch must be a whole number')
  })
})
