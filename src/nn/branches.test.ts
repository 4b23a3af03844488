import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { batchNorm } from './batchNorm.ts'
import { branches } from './branches.ts'
import { linear } from './linear.ts'
import { relu } from './relu.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'
import { sequential } from './sequential.ts'

describe('branches', () => {
  it('joins what its layers make of one input', async () => {
    const layer = branches([relu(), sequential({ a: linear({ inputs: 2, outputs: 1 }) })])
    const values = { 'a.weight': floats([1, 10], [1, 2]), 'a.bias': floats([0]) }
    const { y } = await run(layer, values, floats([1, -2], [1, 2]), 'evaluation', ['N', 2])
    expect(rounded(y)).toEqual([1, 0, -19])
  })

  it('gives the new buffers of all, and the gradients that finite differences give', async () => {
    const layer = branches([
      sequential({ a: batchNorm({ channels: 2 }) }),
      sequential({ b: batchNorm({ channels: 2 }) }),
    ])
    const { parameters, buffers } = layer.init(random(1))
    const { buffers: next } = await run(layer, { ...parameters, ...buffers }, apart([4, 2]), 'training')
    expect(Object.keys(next)).toEqual(Object.keys(buffers))
    expect(await gradientError(layer, apart([4, 2]))).toBeLessThan(2e-3)
  })

  it('refuses no layers, and two values of one name', () => {
    expect(() => branches([])).toThrow('branches: needs at least one layer, got 0')
    const one = linear({ inputs: 1, outputs: 1 })
    expect(() => branches([one, one]).init(random(1))).toThrow(
      "no two layers may hold a value of one name, got 'weight'",
    )
  })
})
