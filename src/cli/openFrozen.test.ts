import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { meansModel } from '../runtime/meansModel.testing.ts'
import type { FrozenModel, ModelForm } from './modelForm.ts'
import { openFrozen } from './openFrozen.ts'

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
  device: 'cpu' as const,
  ...given,
})

async function opened(given: object = {}, form: Partial<ModelForm> = {}) {
  const { backbone, frozen } = await openFrozen(settings(given), form)
  await backbone.close()
  return { ...frozen, side: backbone.image.width }
}

describe('openFrozen', () => {
  it('says what a run must remember of the model', async () => {
    const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex')
    expect(await opened()).toEqual({ sha256, output: 'means', dimension: 3, side: 224 })
    expect(await opened({ backboneOutput: 'twice', imageSize: 16 })).toEqual({
      sha256,
      output: 'twice',
      dimension: 6,
      side: 16,
    })
  })

  it('takes size and output from the run, where there is one', async () => {
    const { sha256 } = await opened()
    const frozen: FrozenModel = { sha256, output: 'twice', dimension: 6 }
    const image = { width: 32, height: 32, channels: 3, fit: 'cover' } as const
    expect(await opened({ imageSize: 16 }, { image, frozen })).toEqual({ ...frozen, side: 32 })
  })

  it('refuses another model than the run had, with both hashes, also where it would not fit otherwise', async () => {
    const { sha256 } = await opened()
    const changed = meansModel(join(folder, 'changed.onnx'), ['N', 3, 8, 8])
    const form = { frozen: { sha256, output: 'gone', dimension: 3 } }
    await expect(opened({ backbone: changed }, form)).rejects.toThrow(
      new RegExp(
        `changed.onnx: must be the frozen model that the run was trained on, of SHA-256 ${sha256}, got '[0-9a-f]{64}'; restore that file, say by --backbone where it lies now, or train anew`,
      ),
    )
  })

  it('says what to do where the model is missing: of a run, that it may lie elsewhere', async () => {
    const backbone = 'nowhere.onnx'
    await expect(opened({ backbone })).rejects.toThrow(
      'nowhere.onnx: the frozen model must exist; check the path given by --backbone',
    )
    const form = { frozen: { sha256: '', output: 'means', dimension: 3 } }
    await expect(opened({ backbone }, form)).rejects.toThrow(
      'nowhere.onnx: the frozen model must exist; put it back, or say by --backbone where it lies now',
    )
  })

  it('refuses a frozen model for a run that was trained on images', async () => {
    await expect(opened({}, { frozen: null })).rejects.toThrow(
      /^--backbone: .* this run was trained on the images themselves, got '.*model.onnx'; leave it out/,
    )
  })
})
