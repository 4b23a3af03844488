import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import { batchNorm } from '../batchNorm.ts'
import { linear } from '../linear.ts'
import { apart, gradientError, inputsOf, rounded, run } from '../run.testing.ts'
import { embeddingHead } from './embeddingHead.ts'
import { severalHeads } from './severalHeads.ts'

describe('severalHeads', () => {
  const heads = severalHeads({
    coarse: embeddingHead({ inputs: 1, embedding: 2 }),
    fine: embeddingHead({ inputs: 1, embedding: 1 }),
  })

  it('puts the embeddings of its heads, each of length 1, one after the other', async () => {
    const values = {
      'coarse.embedding.weight': floats([3, 4], [2, 1]),
      'coarse.embedding.bias': floats([0, 0]),
      'fine.embedding.weight': floats([-5], [1, 1]),
      'fine.embedding.bias': floats([0]),
    }
    const { y } = await run(heads, values, floats([2], [1, 1]), 'evaluation', ['N', 1])
    expect(rounded(y)).toEqual([0.6, 0.8, -1])
    expect([heads.embedding, heads.widths, heads.name]).toEqual([
      3,
      { coarse: 2, fine: 1 },
      'severalHeads(coarse 2, fine 1)',
    ])
    expect(Object.keys(heads.init(random(1)).parameters)).toEqual(Object.keys(values))
  })

  it('gives the new buffers of all its heads', async () => {
    const head = embeddingHead({ inputs: 2, norm: 'batch', embedding: 2 })
    const both = severalHeads({ a: head, b: head })
    const { parameters, buffers } = both.init(random(1))
    const { buffers: next } = await run(both, { ...parameters, ...buffers }, apart([4, 2]), 'training')
    expect(Object.keys(next)).toEqual(Object.keys(buffers))
    expect(Object.keys(next)[0]).toBe('a.norm.running_mean')
  })

  it('has the gradients that finite differences give', async () => {
    const head = embeddingHead({ inputs: 3, embedding: 2 })
    expect(await gradientError(severalHeads({ a: head, b: head }), apart([2, 3]))).toBeLessThan(5e-3)
  })

  it('refuses no heads, bad names, and heads that do not say or keep their dimensions', () => {
    const head = embeddingHead({ inputs: 1, embedding: 1 })
    expect(() => severalHeads({})).toThrow('needs at least one layer')
    expect(() => severalHeads({ 'a.b': head })).toThrow('a layer’s name must be a letter')
    const plain = { ...linear({ inputs: 2, outputs: 2 }), embedding: 3 }
    const wrong = severalHeads({ a: plain })
    const values = inputsOf(wrong.init(random(1)).parameters)
    expect(() => wrong.apply(values, input('x', 'float32', ['N', 2]), 'training')).toThrow(
      "severalHeads(a 3): a must give [N, 3], got '[N,2]'",
    )
    expect(() => severalHeads({ a: { ...batchNorm({ channels: 2 }), embedding: 0 } })).toThrow(
      'severalHeads: a must say how many dimensions its embedding has, got 0',
    )
  })
})
