import { describe, expect, it } from 'vitest'
import { emit } from '../onnx/emit.ts'
import * as ops from '../ops/index.ts'
import { input } from '../tensor/tensor.ts'
import { deviceNamed, providersOf } from './device.ts'

describe('deviceNamed', () => {
  it('knows the devices, and lists them for any other name', () => {
    expect(deviceNamed('webgpu')).toBe('webgpu')
    expect(() => deviceNamed('gpu')).toThrow("--device: must be one of cpu, webgpu, got 'gpu'")
  })
})

describe('providersOf', () => {
  it('falls back to the CPU from every other device', () => {
    const model = emit({ y: ops.neg(input('x', 'float32', [1])) }, { name: 'model' })
    expect(providersOf('cpu', model)).toEqual(['cpu'])
    expect(providersOf('webgpu', model)).toEqual(['webgpu', 'cpu'])
  })
})
