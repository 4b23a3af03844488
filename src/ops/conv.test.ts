import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { conv } from './conv.ts'

describe('conv', () => {
  const x = matrix([1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 1, 3, 3])

  it('sums each window by its weights, turned by nothing', async () => {
    expect(await compute(conv(x, matrix([1, 0, 0, 10], [1, 1, 2, 2])))).toEqual([[1, 1, 2, 2], 51, 62, 84, 95])
  })

  it('walks by its strides over the border', async () => {
    const y = conv(x, matrix([1], [1, 1, 1, 1]), { strides: [2, 2], pads: [1, 1, 1, 1] })
    expect(await compute(y)).toEqual([[1, 1, 3, 3], 0, 0, 0, 0, 5, 0, 0, 0, 0])
  })

  it('spreads its taps by the dilations, and adds the bias', async () => {
    const y = conv(x, matrix([1, 0, 0, 10], [1, 1, 2, 2]), { dilations: [2, 2], bias: matrix([1000], [1]) })
    expect(await compute(y)).toEqual([[1, 1, 1, 1], 1091])
  })

  it('takes a batch of any size', async () => {
    const images = input('x', 'float32', ['N', 1, 1, 2])
    const y = conv(images, matrix([1, 1], [1, 1, 1, 2]))
    expect(y.shape).toEqual(['N', 1, 1, 1])
    const found = await evaluate({ y }, { x: floats([1, 2, 3, 4], [2, 1, 1, 2]) })
    expect([...found.y.data]).toEqual([3, 7])
  })

  it('refuses other ranks, channels that do not fit and windows that make no sense', () => {
    const w = matrix([1, 1], [1, 2, 1, 1])
    expect(() => conv(x, w)).toThrow('Conv: weights [1,2,1,1] in 1 groups need 2 channels, got 1')
    expect(() => conv(matrix([1], [1, 1, 1]), w)).toThrow('Conv: images must be [N, C, H, W]')
    expect(() => conv(x, matrix([1], [1, 1, 1, 1]), { strides: [0, 1] })).toThrow('at least 1')
    expect(() => conv(x, matrix([1], [1, 1, 1, 1]), { pads: [0, 0, 0, -1] })).toThrow('none negative')
    expect(() => conv(x, matrix(new Float32Array(16), [1, 1, 4, 4]))).toThrow('as large as the window')
  })
})
