import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { batchNorm } from './batchNorm.ts'
import { linear } from './linear.ts'
import { residual } from './residual.ts'
import { apart, gradientError, inputsOf, rounded, run } from './run.testing.ts'
import { sequential } from './sequential.ts'

describe('residual', () => {
  const values = { 'a.weight': floats([2], [1, 1]), 'a.bias': floats([0]) }

  it('adds what went in', async () => {
    const layer = residual(sequential({ a: linear({ inputs: 1, outputs: 1 }) }))
    expect(rounded((await run(layer, values, floats([1, 5], [2, 1]), 'evaluation', ['N', 1])).y)).toEqual([3, 15])
  })

  it('adds what the shortcut gives, both under their own names', async () => {
    const one = linear({ inputs: 1, outputs: 1 })
    const layer = residual(sequential({ a: one }), sequential({ b: one }))
    const both = { ...values, 'b.weight': floats([10], [1, 1]), 'b.bias': floats([1]) }
    expect(rounded((await run(layer, both, floats([1, 5], [2, 1]))).y)).toEqual([13, 61])
  })

  it('gives the new buffers of both ways', async () => {
    const norm = batchNorm({ channels: 2 })
    const layer = residual(sequential({ a: norm }), sequential({ b: norm }))
    const { parameters, buffers } = layer.init(random(1))
    const { buffers: next } = await run(layer, { ...parameters, ...buffers }, apart([4, 2]), 'training')
    expect(Object.keys(next)).toEqual(['a.running_mean', 'a.running_var', 'b.running_mean', 'b.running_var'])
  })

  it('has the gradients that finite differences give', async () => {
    const layer = residual(
      sequential({ a: linear({ inputs: 3, outputs: 2 }) }),
      sequential({ b: linear({ inputs: 3, outputs: 2 }) }),
    )
    expect(await gradientError(layer, apart([4, 3]))).toBeLessThan(1e-3)
  })

  it('refuses ways of two shapes, and two values of one name', () => {
    const layer = residual(sequential({ a: linear({ inputs: 3, outputs: 2 }) }))
    const { parameters } = layer.init(random(1))
    expect(() => layer.apply(inputsOf(parameters), input('x', 'float32', ['N', 3]), 'training')).toThrow(
      "residual(sequential): what is added must be of one shape, got '[N,2] and [N,3]'; give a shortcut",
    )
    const a = linear({ inputs: 1, outputs: 1 })
    expect(() => residual(a, a).init(random(1))).toThrow("no two layers may hold a value of one name, got 'weight'")
  })
})
