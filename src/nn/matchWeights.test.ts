import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints } from '../tensor/array.ts'
import { batchNorm } from './batchNorm.ts'
import { linear } from './linear.ts'
import { matchWeights } from './matchWeights.ts'
import { sequential } from './sequential.ts'

const network = sequential({ conv1: linear({ inputs: 2, outputs: 1 }), bn1: batchNorm({ channels: 1 }) }, 'net')
const { parameters, buffers } = network.init(random(1))
const all: Record<string, NumericArray> = { ...parameters, ...buffers }
const under = (prefix: string, tensors = all): Record<string, NumericArray> =>
  Object.fromEntries(Object.entries(tensors).map(([name, array]) => [prefix + name, array]))
const without = (name: string): Record<string, NumericArray> =>
  Object.fromEntries(Object.entries(all).filter(([other]) => other !== name))
const match = (tensors: Record<string, NumericArray>, options = {}) => matchWeights('f', network, tensors, options)

describe('matchWeights', () => {
  it('takes each weight by its name, in the layer’s order, parameters apart from buffers', () => {
    const reversed = Object.fromEntries(Object.entries(all).reverse())
    expect(match(reversed)).toEqual({ parameters, buffers })
    expect(Object.keys(match(reversed).parameters)).toEqual(Object.keys(parameters))
  })

  it.each([
    'module.',
    'model.',
    'backbone.',
    'module.model.',
  ])('strips what wrappers put before a name: %s', (prefix) => {
    expect(match(under(prefix))).toEqual({ parameters, buffers })
  })

  it('leaves out classifiers and counts of batches, unless the layer has the name', () => {
    const extra = {
      'fc.weight': floats([1]),
      'head.bias': floats([1]),
      'model.classifier.1.weight': floats([1]),
      'bn1.num_batches_tracked': ints([5], []),
    }
    expect(match({ ...all, ...extra })).toEqual({ parameters, buffers })
    const headed = sequential({ head: linear({ inputs: 1, outputs: 1 }) })
    const held = headed.init(random(2))
    expect(matchWeights('f', headed, held.parameters)).toEqual(held)
  })

  it('takes the part under a prefix alone, and leaves out what is to be ignored', () => {
    const tensors = { ...under('visual.'), 'text.weight': floats([1]) }
    expect(match(tensors, { prefix: 'visual.' })).toEqual({ parameters, buffers })
    expect(match({ ...all, 'extra.weight': floats([1]) }, { ignore: ['extra.'] })).toEqual({ parameters, buffers })
    expect(() => match(tensors, { prefix: 'image.' })).toThrow("f: must hold tensors whose names begin with 'image.'")
    expect(() => match({})).toThrow('f: must hold tensors')
  })

  it('names what is missing, with the nearest name that is there', () => {
    expect(() => match({ ...without('conv1.weight'), 'conv_1.weight': all['conv1.weight']! })).toThrow(
      'f: must hold the weights of net (6 tensors): 1 missing: conv1.weight [1,2] (near: conv_1.weight); ' +
        '1 not expected: conv_1.weight (near: conv1.weight); take the file of this network',
    )
  })

  it('names what has another shape or is not expected, and says how many more there are', () => {
    expect(() => match({ ...all, 'bn1.weight': floats([1, 2]) })).toThrow(
      '1 of another shape: bn1.weight is [2], not [1]',
    )
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`other${i}.weight`, floats([1])]))
    expect(() => match({ ...all, ...many })).toThrow(/20 not expected: other0\.weight.*, and 12 more/)
  })

  it('takes a weight of another size where the layer knows how', () => {
    const doubling = { ...network, fit: (name: string) => (name === 'bn1.bias' ? floats([9]) : undefined) }
    const { parameters: found } = matchWeights('f', doubling, { ...all, 'bn1.bias': floats([1, 2]) })
    expect(found['bn1.bias']).toEqual(floats([9]))
  })

  it('refuses two tensors for one weight, whole numbers, and numbers that are not finite', () => {
    expect(() => match({ ...all, 'module.bn1.bias': floats([1]) })).toThrow(
      "f: two tensors must not become one weight, got 'module.bn1.bias for bn1.bias'",
    )
    expect(() => match({ ...all, 'bn1.bias': ints([1]) })).toThrow(
      "bn1.bias must hold floating-point numbers, got 'int64'",
    )
    expect(() => match({ ...all, 'bn1.bias': floats([Number.NaN]) })).toThrow('every number of bn1.bias must be finite')
  })

  it('is not held up by names of great length or number', () => {
    const hostile = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${'x'.repeat(3000)}${i}`, floats([1])]))
    expect(() => match(hostile)).toThrow('3000 not expected')
  })
})
