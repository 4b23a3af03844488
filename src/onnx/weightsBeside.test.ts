import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { create } from '@bufbuild/protobuf'
import { TensorProto_DataLocation as Place, StringStringEntryProtoSchema, TensorProtoSchema } from 'onnx-buf'
import { afterAll, describe, expect, it } from 'vitest'
import { readBytes } from '../files.ts'
import { openBackbone } from '../runtime/backbone.ts'
import { modelBytes, node } from './models.testing.ts'
import { weightsBeside } from './weightsBeside.ts'

const folder = mkdtempSync(join(tmpdir(), 'nearkin-beside-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The mean of every colour times a weight that lies in another file. */
function write(location: string): string {
  const externalData = [create(StringStringEntryProtoSchema, { key: 'location', value: location })]
  const weight = create(TensorProtoSchema, {
    name: 'w',
    dims: [3n],
    dataType: 1,
    dataLocation: Place.EXTERNAL,
    externalData,
  })
  const path = join(folder, 'model.onnx')
  const bytes = modelBytes({
    nodes: [node('GlobalAveragePool x -> p'), node('Flatten p -> f'), node('Mul f w -> y')],
    inputs: { x: ['N', 3, 2, 2] },
    outputs: { y: ['N', 3] },
    tensors: [weight],
  })
  writeFileSync(path, bytes)
  return path
}

const plain = { mean: [0, 0, 0], std: [1, 1, 1] }

describe('weightsBeside', () => {
  it('reads the files in which a model keeps weights, and a backbone works with them from any working directory', async () => {
    mkdirSync(join(folder, 'parts'))
    writeFileSync(join(folder, 'parts', 'w.bin'), new Uint8Array(Float32Array.of(1, 10, 100).buffer))
    const path = write('parts/w.bin')
    expect(weightsBeside(path, readBytes(path)).map((one) => [one.path, one.data.length])).toEqual([
      ['parts/w.bin', 12],
    ])
    const backbone = await openBackbone(path, plain)
    const features = await backbone.features([new Uint8Array(12).fill(255)])
    expect([...features]).toEqual([1, 10, 100])
    await backbone.close()
    const before = backbone.identity.model
    writeFileSync(join(folder, 'parts', 'w.bin'), new Uint8Array(Float32Array.of(2, 10, 100).buffer))
    const changed = await openBackbone(path, plain)
    expect(changed.identity.model).not.toBe(before)
    await changed.close()
  })

  it('refuses paths that lead out of the folder, and files that are not there, naming the model', async () => {
    await expect(openBackbone(write('../w.bin'), plain)).rejects.toThrow(
      /model\.onnx: weights of another file must lie/,
    )
    await expect(openBackbone(write('gone.bin'), plain)).rejects.toThrow(/model\.onnx: needs the file .*gone\.bin/)
  })

  it('finds none beside a model that is whole', () => {
    const whole = modelBytes({ nodes: [node('Relu x -> y')], inputs: { x: [1] }, outputs: { y: [1] } })
    expect(weightsBeside('whole.onnx', whole)).toEqual([])
  })
})
