import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { batchNorm } from './batchNorm.ts'
import type { Layer } from './layer.ts'
import { linear } from './linear.ts'
import { relu } from './relu.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'
import { sequential } from './sequential.ts'

const network = sequential({
  first: linear({ inputs: 2, outputs: 3 }),
  norm: batchNorm({ channels: 3 }),
  relu: relu(),
  last: linear({ inputs: 3, outputs: 1 }),
})

describe('sequential', () => {
  it('names the values by their layers', () => {
    const { parameters, buffers } = network.init(random(1))
    expect(Object.keys(parameters)).toEqual([
      'first.weight',
      'first.bias',
      'norm.weight',
      'norm.bias',
      'last.weight',
      'last.bias',
    ])
    expect(Object.keys(buffers)).toEqual(['norm.running_mean', 'norm.running_var'])
  })

  it('applies its layers in their order', async () => {
    const layers = sequential({ a: linear({ inputs: 1, outputs: 1 }), b: relu(), c: linear({ inputs: 1, outputs: 1 }) })
    const scalar = (x: number) => floats([x], [1, 1])
    const values = { 'a.weight': scalar(2), 'a.bias': floats([1]), 'c.weight': scalar(10), 'c.bias': floats([-1]) }
    const { y } = await run(layers, values, floats([1, -3], [2, 1]), 'evaluation', ['N', 1])
    expect(rounded(y)).toEqual([29, -1])
  })

  it('gives the new buffers of all its layers, in training only', async () => {
    const { parameters, buffers } = network.init(random(1))
    const values = { ...parameters, ...buffers }
    const training = await run(network, values, apart([4, 2]), 'training')
    expect(Object.keys(training.buffers)).toEqual(['norm.running_mean', 'norm.running_var'])
    const evaluation = await run(network, values, apart([4, 2]), 'evaluation', ['N', 2])
    expect(evaluation.buffers).toEqual({})
    expect(evaluation.y.shape).toEqual([4, 1])
  })

  it('nests', () => {
    const nested = sequential({ block: network, last: linear({ inputs: 1, outputs: 1 }) })
    expect(Object.keys(nested.init(random(1)).buffers)).toEqual(['block.norm.running_mean', 'block.norm.running_var'])
  })

  it('gives a layer the same weights whatever other layers there are', () => {
    const alone = sequential({ last: linear({ inputs: 3, outputs: 1 }) })
    expect(network.init(random(5)).parameters['last.weight']).toEqual(alone.init(random(5)).parameters['last.weight'])
    const twins = sequential({ a: linear({ inputs: 3, outputs: 1 }), b: linear({ inputs: 3, outputs: 1 }) })
    const { parameters } = twins.init(random(5))
    expect(parameters['a.weight']).not.toEqual(parameters['b.weight'])
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(network, apart([5, 2]))).toBeLessThan(5e-3)
  })

  it('takes a list where names are numbers, and keeps its order', async () => {
    const scaled = (): ReturnType<typeof linear> => linear({ inputs: 1, outputs: 1 })
    const layers = sequential([
      ['10', scaled()],
      ['2', relu()],
      ['1', scaled()],
    ])
    expect(Object.keys(layers.init(random(1)).parameters)).toEqual(['10.weight', '10.bias', '1.weight', '1.bias'])
    const scalar = (x: number) => floats([x], [1, 1])
    const values = { '10.weight': scalar(2), '10.bias': floats([1]), '1.weight': scalar(10), '1.bias': floats([-1]) }
    const { y } = await run(layers, values, floats([1, -3], [2, 1]))
    expect(rounded(y)).toEqual([29, -1])
  })

  it('lets the layer that bears the name fit a weight of another size', () => {
    const half: Layer = {
      ...relu(),
      fit: (name, given) => (name === 'w' ? floats([given.data.length / 2]) : undefined),
    }
    const layers = sequential({ a: relu(), b: half })
    expect(layers.fit?.('b.w', floats([1, 2]))).toEqual(floats([1]))
    expect(layers.fit?.('b.v', floats([1, 2]))).toBeUndefined()
    expect(layers.fit?.('a.w', floats([1, 2]))).toBeUndefined()
    expect(layers.fit?.('c.w', floats([1, 2]))).toBeUndefined()
  })

  it('refuses no layers, and names that would mix up the values or the order', () => {
    expect(() => sequential({})).toThrow('sequential: needs at least one layer, got 0')
    for (const name of ['a.b', '1', ''])
      expect(() => sequential({ [name]: relu() })).toThrow('sequential: a layer’s name must be a letter')
    expect(() => sequential({ 1: relu() })).toThrow('give the layers as a list of pairs where names are numbers')
    expect(() => sequential([['a.b', relu()]])).toThrow('a layer’s name must be letters, digits and _')
    const twice = ['0', relu()] as const
    expect(() => sequential([twice, twice])).toThrow("each layer needs a name of its own, got '0'")
  })
})
