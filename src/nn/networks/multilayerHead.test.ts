import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { floats } from '../../tensor/array.ts'
import { apart, gradientError, rounded, run } from '../run.testing.ts'
import { multilayerHead } from './multilayerHead.ts'

describe('multilayerHead', () => {
  it('is one linear map without hidden layers', () => {
    const { parameters } = multilayerHead({ inputs: 1280, embedding: 128 }).init(random(1))
    expect(Object.entries(parameters).map(([name, { shape }]) => [name, shape])).toEqual([
      ['embedding.weight', [128, 1280]],
      ['embedding.bias', [128]],
    ])
  })

  it('puts a ReLU after each hidden layer and none after the last', async () => {
    const values = {
      'hidden1.weight': floats([1, -1], [2, 1]),
      'hidden1.bias': floats([0, 0]),
      'embedding.weight': floats([-1, -10], [1, 2]),
      'embedding.bias': floats([0]),
    }
    const head = multilayerHead({ inputs: 1, hidden: [2], embedding: 1 })
    const { y } = await run(head, values, floats([3, -2], [2, 1]), 'evaluation', ['N', 1])
    expect(rounded(y)).toEqual([-3, -20])
  })

  it('has the gradients that finite differences give', async () => {
    const head = multilayerHead({ inputs: 3, hidden: [4, 3], embedding: 2 })
    expect(await gradientError(head, apart([2, 3]))).toBeLessThan(5e-3)
  })

  it('says what it is, and refuses bad sizes by name', () => {
    expect(multilayerHead({ inputs: 8, hidden: [4], embedding: 2 }).name).toBe('multilayerHead(8-4-2)')
    expect(() => multilayerHead({ inputs: 0, embedding: 2 })).toThrow('multilayerHead: inputs must be a whole number')
    expect(() => multilayerHead({ inputs: 1, hidden: [0], embedding: 2 })).toThrow('hidden[0] must be a whole number')
    expect(() => multilayerHead({ inputs: 1, embedding: 0 })).toThrow('embedding must be a whole number')
  })
})
