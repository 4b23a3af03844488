import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { batchNorm } from './batchNorm.ts'
import { flat } from './flat.ts'
import { linear } from './linear.ts'
import { relu } from './relu.ts'
import { apart, rounded, run } from './run.testing.ts'
import { sequential } from './sequential.ts'

describe('flat', () => {
  it('applies its layers in their order, with no name before theirs', async () => {
    const one = linear({ inputs: 1, outputs: 1 })
    const layer = flat([sequential({ a: one }), relu(), sequential({ b: one })])
    const scalar = (x: number) => floats([x], [1, 1])
    const values = { 'a.weight': scalar(2), 'a.bias': floats([1]), 'b.weight': scalar(10), 'b.bias': floats([-1]) }
    expect(rounded((await run(layer, values, floats([1, -3], [2, 1]))).y)).toEqual([29, -1])
    expect(Object.keys(layer.init(random(1)).parameters)).toEqual(Object.keys(values))
  })

  it('gives the new buffers of all', async () => {
    const layer = flat([sequential({ a: batchNorm({ channels: 2 }) }), sequential({ b: batchNorm({ channels: 2 }) })])
    const { parameters, buffers } = layer.init(random(1))
    const { buffers: next } = await run(layer, { ...parameters, ...buffers }, apart([4, 2]), 'training')
    expect(Object.keys(next)).toEqual(Object.keys(buffers))
  })

  it('refuses two values of one name', () => {
    const norm = batchNorm({ channels: 1 })
    expect(() => flat([norm, norm], 'twins').init(random(1))).toThrow(
      "twins: no two layers may hold a value of one name, got 'weight'",
    )
  })
})
