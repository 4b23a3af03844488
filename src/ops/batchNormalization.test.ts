import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { batchNormalization, batchNormalizationTraining } from './batchNormalization.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'

describe('batchNormalization', () => {
  it('scales each channel by the given statistics', async () => {
    const x = matrix([1, 2, 3, 4], [1, 2, 1, 2])
    const [one, two] = [matrix([1, 2], [2]), matrix([10, 20], [2])]
    const y = batchNormalization(x, one, two, matrix([1, 3], [2]), matrix([1, 4], [2]), 0)
    expect(await compute(y)).toEqual([[1, 2, 1, 2], 10, 11, 20, 21])
  })
})

describe('batchNormalizationTraining', () => {
  const x = input('x', 'float32', [2, 2, 1, 1])
  const [scale, bias] = [input('scale', 'float32', [2]), input('bias', 'float32', [2])]

  it('normalizes by the statistics of the batch, and tells them', async () => {
    const feeds = { x: floats([1, 10, 3, 10], [2, 2, 1, 1]), scale: floats([2, 3]), bias: floats([5, 7]) }
    const { y, mean, variance } = await evaluate(batchNormalizationTraining(x, scale, bias, 0.01), feeds)
    expect([...mean.data]).toEqual([2, 10])
    expect([...variance.data]).toEqual([1, 0])
    const away = 2 / Math.sqrt(1.01)
    expect([...y.data].map(Number)).toEqual([5 - away, 7, 5 + away, 7].map((n) => expect.closeTo(n, 5)))
  })

  it('leaves scale and bias as they were fed', async () => {
    const feeds = { x: floats([1, 10, 3, 10], [2, 2, 1, 1]), scale: floats([2, 3]), bias: floats([5, 7]) }
    await evaluate({ y: batchNormalizationTraining(x, scale, bias).y }, feeds)
    expect([...feeds.scale.data, ...feeds.bias.data]).toEqual([2, 3, 5, 7])
  })
})
