import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { batchNorm } from './batchNorm.ts'
import { apart, gradientError, inputsOf, rounded, run } from './run.testing.ts'

/** One channel with scale 2 and shift 10. */
const values = {
  weight: floats([2]),
  bias: floats([10]),
  running_mean: floats([5]),
  running_var: floats([3]),
}

describe('batchNorm', () => {
  it('normalises by the batch in training: rows', async () => {
    // mean 4, biased variance 4
    const x = floats([2, 2, 6, 6], [4, 1])
    const { y, buffers } = await run(batchNorm({ channels: 1, epsilon: 1e-12 }), values, x, 'training')
    expect(rounded(y)).toEqual([8, 8, 12, 12])
    expect(rounded(buffers.running_mean!)).toEqual([0.9 * 5 + 0.1 * 4])
    expect(rounded(buffers.running_var!)).toEqual([Math.round((0.9 * 3 + (0.1 * 16) / 3) * 1e5) / 1e5])
  })

  it('normalises by the batch in training: every channel of images over all places', async () => {
    const layer = batchNorm({ channels: 2, momentum: 0.5, epsilon: 1e-12 })
    const { parameters, buffers } = layer.init(random(1))
    const x = floats([1, 3, 10, 10, 5, 7, 30, 30], [2, 2, 1, 2]) // means 4, 20; biased variances 5, 100
    const result = await run(layer, { ...parameters, ...buffers }, x, 'training')
    const s = Math.sqrt(5)
    const expected = [-3 / s, -1 / s, -1, -1, 1 / s, 3 / s, 1, 1]
    Array.from(result.y.data, Number).forEach((v, i) => {
      expect(v).toBeCloseTo(expected[i]!, 5)
    })
    expect(rounded(result.buffers.running_mean!)).toEqual([2, 10])
    expect(rounded(result.buffers.running_var!)).toEqual([3.83333, 67.16667]) // (1 + 20/3) / 2, (1 + 400/3) / 2
  })

  it('normalises by the running statistics in evaluation, for a batch of any size', async () => {
    const layer = batchNorm({ channels: 1, epsilon: 1 })
    const { y, buffers } = await run(layer, values, floats([5, 9], [2, 1]), 'evaluation', ['N', 1])
    expect(rounded(y)).toEqual([10, 14]) // 2 (9 - 5) / sqrt(3 + 1) + 10
    expect(buffers).toEqual({})
    const image = await run(layer, values, floats([5, 9], [1, 1, 1, 2]), 'evaluation', ['N', 1, 1, 2])
    expect(rounded(image.y)).toEqual([10, 14])
  })

  it('leaves the fed statistics as they are', async () => {
    const held = { ...values, running_mean: floats([5]), running_var: floats([3]) }
    await run(batchNorm({ channels: 1 }), held, floats([2, 2, 6, 6], [4, 1]), 'training')
    expect([held.running_mean, held.running_var, held.weight, held.bias]).toEqual([
      floats([5]),
      floats([3]),
      floats([2]),
      floats([10]),
    ])
  })

  it('gives the bias where all of a channel is equal', async () => {
    const { y, buffers } = await run(batchNorm({ channels: 1 }), values, floats([7, 7, 7], [3, 1]), 'training')
    expect(rounded(y)).toEqual([10, 10, 10])
    expect(rounded(buffers.running_var!)).toEqual([2.7])
  })

  it('finds a small variance beside a large mean', async () => {
    const x = floats([1000, 1001, 1002, 1003], [4, 1])
    const { buffers } = await run(batchNorm({ channels: 1, momentum: 1 }), values, x, 'training')
    expect(buffers.running_mean!.data[0]).toBeCloseTo(1001.5, 3)
    expect(buffers.running_var!.data[0]).toBeCloseTo(5 / 3, 3)
  })

  it.each([
    ['training', [6, 2]],
    ['training', [3, 2, 2, 2]],
    ['evaluation', [4, 2]],
    ['evaluation', [3, 2, 2, 2]],
  ] as const)('has the gradients that finite differences give: %s of [%s]', async (mode, shape) => {
    expect(await gradientError(batchNorm({ channels: 2 }), apart(shape), mode)).toBeLessThan(2e-3)
  })

  it('begins as the identity', () => {
    expect(batchNorm({ channels: 2 }).init(random(1))).toEqual({
      parameters: { weight: floats([1, 1]), bias: floats([0, 0]) },
      buffers: { running_mean: floats([0, 0]), running_var: floats([1, 1]) },
    })
  })

  it('refuses to train where a channel has a single number, and bad options', () => {
    const layer = batchNorm({ channels: 1 })
    expect(() => layer.apply(inputsOf(values), input('x', 'float32', [1, 1]), 'training')).toThrow(
      'batchNorm(1): training needs more than one number for each channel',
    )
    expect(() => layer.apply(inputsOf(values), input('x', 'float32', [2, 1, 3]), 'training')).toThrow(
      'the input must be float32 [N, 1] or [N, 1, H, W]',
    )
    expect(() => batchNorm({ channels: 0 })).toThrow('batchNorm: channels must be a whole number')
    expect(() => batchNorm({ channels: 1, momentum: 2 })).toThrow('momentum must lie in (0, 1], got 2')
    expect(() => batchNorm({ channels: 1, epsilon: 0 })).toThrow('epsilon must be greater than 0, got 0')
  })
})
