import { describe, expect, it } from 'vitest'
import { emit } from '../onnx/emit.ts'
import * as ops from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { providersOf } from './device.ts'

describe('providersOf', () => {
  it('falls back to the CPU from every other device', () => {
    const model = emit({ y: ops.neg(input('x', 'float32', [1])) }, { name: 'model' })
    expect(providersOf('cpu', model)).toEqual(['cpu'])
    expect(providersOf('webgpu', model)).toEqual(['webgpu', 'cpu'])
  })
})
