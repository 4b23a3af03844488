import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meansModel } from '../runtime/meansModel.testing.ts'
import type { BackboneModel, ModelForm } from './modelForm.ts'
import { openFrozenBackbone } from './openFrozenBackbone.ts'

let folder = ''
let path = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-frozen-'))
  path = meansModel(join(folder, 'model.onnx'), ['N', 3, 'H', 'W'])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const settings = (given: object = {}) => ({
  backbone: path,
  backboneOutput: null,
  imageSize: null,
  pixels: null,
  device: 'cpu' as const,
  ...given,
})

async function opened(given: object = {}, form: Partial<ModelForm> = {}) {
  const { backbone, model } = await openFrozenBackbone(settings(given), form)
  await backbone.close()
  return { ...model, side: backbone.image.width }
}

describe('openFrozenBackbone', () => {
  it('says what a run must remember of the model', async () => {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(await opened()).toEqual({ sha256, output: 'means', dimension: 3, use: 'frozen', side: 224 })
    expect(await opened({ backboneOutput: 'twice', imageSize: 16 })).toEqual({
      sha256,
      output: 'twice',
      dimension: 6,
      use: 'frozen',
      side: 16,
    })
  })

  it('takes size and output from the run, where there is one', async () => {
    const { sha256 } = await opened()
    const model: BackboneModel = { sha256, output: 'twice', dimension: 6, use: 'frozen' }
    const image = { width: 32, height: 32, channels: 3, fit: 'cover' } as const
    expect(await opened({ imageSize: 16 }, { image, backbone: model })).toEqual({ ...model, side: 32 })
  })

  it('refuses another model than the run had, with both hashes, also where it would not fit otherwise', async () => {
    const { sha256 } = await opened()
    const changed = meansModel(join(folder, 'changed.onnx'), ['N', 3, 8, 8])
    const form = { backbone: { sha256, output: 'gone', dimension: 3, use: 'frozen' as const } }
    await expect(opened({ backbone: changed }, form)).rejects.toThrow(
      new RegExp(
        `changed.onnx: must be the backbone that the run began with, of SHA-256 ${sha256}, got '[0-9a-f]{64}'; restore that file, say by --backbone where it lies now, or train anew`,
      ),
    )
  })

  it('says what to do where the model is missing: of a run, that it may lie elsewhere', async () => {
    const backbone = 'nowhere.onnx'
    await expect(opened({ backbone })).rejects.toThrow(
      /^--backbone: the file must exist, got 'nowhere.onnx'; check the path, or name one of mobilenetv2, /,
    )
    const form = { backbone: { sha256: '', output: 'means', dimension: 3, use: 'frozen' as const } }
    await expect(opened({ backbone }, form)).rejects.toThrow(
      'nowhere.onnx: the backbone must exist; put it back, or say by --backbone where it lies now',
    )
  })
})
