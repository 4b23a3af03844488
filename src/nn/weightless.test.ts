import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { input } from '../tensor/tensor.ts'
import { weightless } from './weightless.ts'

describe('weightless', () => {
  it('holds nothing, and applies its function in both modes', () => {
    const x = input('x', 'float32', [1])
    const layer = weightless('same', (given) => given)
    expect(layer.init(random(1))).toEqual({ parameters: {}, buffers: {} })
    for (const mode of ['training', 'evaluation'] as const)
      expect(layer.apply({}, x, mode)).toEqual({ y: x, buffers: {} })
  })
})
