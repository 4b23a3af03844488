import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { StoredTensor } from '../data/arrays/safetensors.ts'
import { encodeSafetensors } from '../data/arrays/safetensors.ts'
import { linear } from '../nn/linear.ts'
import { visionTransformer } from '../nn/networks/visionTransformer.ts'
import { random } from '../random.ts'
import { loadWeights } from './loadWeights.ts'

const folder = mkdtempSync(join(tmpdir(), 'nearkin-'))
afterAll(() => rmSync(folder, { recursive: true }))

const written = (name: string, tensors: Readonly<Record<string, StoredTensor>>): string => {
  const path = join(folder, name)
  writeFileSync(path, encodeSafetensors(tensors))
  return path
}

const layer = linear({ inputs: 2, outputs: 1 })
const bias: StoredTensor = { dtype: 'F32', shape: [1], data: new Float32Array([0.5]) }

describe('loadWeights', () => {
  it.each<[string, StoredTensor]>([
    ['F32', { dtype: 'F32', shape: [1, 2], data: new Float32Array([1, -2]) }],
    ['F64', { dtype: 'F64', shape: [1, 2], data: new Float64Array([1, -2]) }],
    ['F16', { dtype: 'F16', shape: [1, 2], data: new Uint16Array([0x3c00, 0xc000]) }],
    ['BF16', { dtype: 'BF16', shape: [1, 2], data: new Uint16Array([0x3f80, 0xc000]) }],
  ])('reads %s as float32', (dtype, weight) => {
    const { parameters } = loadWeights(layer, written(`${dtype}.safetensors`, { weight, bias }))
    expect(parameters.weight).toEqual({ dtype: 'float32', shape: [1, 2], data: new Float32Array([1, -2]) })
  })

  it('names the file where weights are missing, cut off, or a pickle', () => {
    const path = written('short.safetensors', { bias })
    expect(() => loadWeights(layer, path)).toThrow(`${path}: must hold the weights of linear(2, 1)`)
    const cut = join(folder, 'cut.safetensors')
    writeFileSync(cut, encodeSafetensors({ bias }).subarray(0, 70))
    expect(() => loadWeights(layer, cut)).toThrow(`${cut}: `)
    expect(() => loadWeights(layer, 'resnet50.pth')).toThrow(
      "resnet50.pth: weights are read from safetensors: a pickle runs code when it is read, got '.pth'; convert it in Python",
    )
  })

  it('refuses weights that are whole numbers', () => {
    const weight: StoredTensor = { dtype: 'I32', shape: [1, 2], data: new Int32Array([1, 2]) }
    expect(() => loadWeights(layer, written('whole.safetensors', { weight, bias }))).toThrow(
      "weight must hold floating-point numbers, got 'int32'",
    )
  })

  it('brings the positions of a vision transformer to another image size', () => {
    const at = (image: number | { height: number; width: number }) =>
      visionTransformer({ size: 'Ti/16', image, depth: 1 })
    const { parameters } = at(32).init(random(1))
    const stored = Object.fromEntries(
      Object.entries(parameters).map(([name, { shape, data }]): [string, StoredTensor] => [
        name,
        { dtype: 'F32', shape, data: data as Float32Array },
      ]),
    )
    const path = written('vit.safetensors', stored)
    const larger = loadWeights(at({ height: 48, width: 64 }), path).parameters
    expect(larger.pos_embed!.shape).toEqual([1, 13, 192])
    expect(larger.pos_embed!.data.slice(0, 192)).toEqual(parameters.pos_embed!.data.slice(0, 192))
    expect(larger['norm.weight']).toEqual(parameters['norm.weight'])
    const wider = visionTransformer({ size: 'S/16', image: 48, depth: 1 })
    expect(() => loadWeights(wider, path)).toThrow('pos_embed is [1,5,192], not [1,10,384]')
  })
})
