import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import { apart, gradientError, inputsOf, rounded, run } from '../run.testing.ts'
import { embeddingHead } from './embeddingHead.ts'

describe('embeddingHead', () => {
  it('is one linear map of rows by default', () => {
    const head = embeddingHead({ inputs: 8, embedding: 2 })
    const { parameters } = head.init(random(1))
    expect(Object.entries(parameters).map(([name, { shape }]) => [name, shape])).toEqual([
      ['embedding.weight', [2, 8]],
      ['embedding.bias', [2]],
    ])
    expect([head.embedding, head.name]).toEqual([2, 'embeddingHead(8-2)'])
  })

  it('pools, normalises, bends and maps, in this order', async () => {
    const head = embeddingHead({ inputs: 2, pool: 'max', norm: 'layer', hidden: [2], embedding: 1 })
    const values = {
      'norm.weight': floats([1, 1]),
      'norm.bias': floats([0, 0]),
      'hidden1.weight': floats([1, 0, 0, 1], [2, 2]),
      'hidden1.bias': floats([0, 0]),
      'embedding.weight': floats([10, 100], [1, 2]),
      'embedding.bias': floats([1]),
    }
    // Largest 5 and 1, normalised 1 and -1, bent 1 and 0.
    const x = floats([5, 2, -3, 1], [1, 2, 1, 2])
    const { y } = await run(head, values, x, 'evaluation', ['N', 2, 1, 2])
    expect(y.shape).toEqual([1, 1])
    expect(Number(y.data[0])).toBeCloseTo(11, 4)
  })

  it('brings embeddings to length 1 where asked', async () => {
    const head = embeddingHead({ inputs: 1, embedding: 2, l2: true })
    const values = { 'embedding.weight': floats([3, 4], [2, 1]), 'embedding.bias': floats([0, 0]) }
    expect(rounded((await run(head, values, floats([2], [1, 1]))).y)).toEqual([0.6, 0.8])
  })

  it.each([
    ['average', [2, 3, 2, 2]],
    ['max', [2, 3, 2, 2]],
    ['gem', [2, 3, 2, 2]],
    ['cls', [2, 4, 3]],
    ['mean', [2, 4, 3]],
    ['none', [2, 3]],
  ] as const)('takes what %s pooling takes, in both modes and for a batch of any size', async (pool, shape) => {
    for (const norm of ['none', 'layer', 'batch'] as const) {
      const head = embeddingHead({ inputs: 3, pool, norm, hidden: [4], embedding: 2 })
      const { parameters, buffers } = head.init(random(1))
      const values = { ...parameters, ...buffers }
      expect(Object.keys(parameters).includes('pool.p')).toBe(pool === 'gem')
      const training = await run(head, values, apart(shape), 'training')
      expect([training.y.shape, Object.keys(training.buffers)]).toEqual([[2, 2], Object.keys(buffers)])
      const evaluation = await run(head, values, apart(shape), 'evaluation', ['N', ...shape.slice(1)])
      expect(evaluation.y.shape).toEqual([2, 2])
    }
  })

  it('has the gradients that finite differences give', async () => {
    const head = embeddingHead({ inputs: 3, pool: 'average', norm: 'layer', hidden: [4], embedding: 2, l2: true })
    expect(await gradientError(head, apart([2, 3, 2, 2]))).toBeLessThan(5e-3)
  })

  it('refuses bad options and features by name', () => {
    expect(() => embeddingHead({ inputs: 0, embedding: 2 })).toThrow('embeddingHead: inputs must be a whole number')
    expect(() => embeddingHead({ inputs: 2, hidden: [1.5], embedding: 2 })).toThrow('hidden[0] must be a whole number')
    expect(() => embeddingHead({ inputs: 2, embedding: 2, pool: 'toString' as 'max' })).toThrow(
      "embeddingHead: pool must be one of none, average, max, gem, cls, mean, got 'toString'",
    )
    expect(() => embeddingHead({ inputs: 2, embedding: 2, norm: 'group' as 'layer' })).toThrow(
      "embeddingHead: norm must be one of none, layer, batch, got 'group'",
    )
    const head = embeddingHead({ inputs: 2, pool: 'gem', embedding: 2 })
    const values = inputsOf(head.init(random(1)).parameters)
    expect(() => head.apply({ ...values }, input('x', 'float32', ['N', 2]), 'training')).toThrow(
      'gemPooling: the input must be float32 [N, C, H, W]',
    )
    expect(() => head.apply({ ...values }, input('x', 'float32', ['N', 3, 2, 2]), 'training')).toThrow(
      'linear(2, 2): the input must be float32 [N, 2]',
    )
  })
})
