import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { encodeSafetensors } from '../data/arrays/safetensors.ts'
import { latestCheckpoint, saveCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpointFile.ts'

let folder = ''
beforeEach(() => {
  folder = fs.mkdtempSync(join(tmpdir(), 'nearkin-checkpoint-'))
  return () => fs.rmSync(folder, { recursive: true })
})
const config = { seed: 1 }
const tensors: Checkpoint['tensors'] = {
  weight: { dtype: 'F32', shape: [2, 2], data: new Float32Array([1, 2, 3, Number.NaN]) },
  count: { dtype: 'I64', shape: [], data: new BigInt64Array([7n]) },
}
const save = (step: number) => saveCheckpoint(folder, { step, tensors, metadata: { rng: 'abc' }, config })
const names = () => fs.readdirSync(join(folder, 'checkpoint')).sort()

function damage(path: string, change: (bytes: Buffer) => Buffer): void {
  fs.writeFileSync(path, change(fs.readFileSync(path)))
}

describe('saveCheckpoint and latestCheckpoint', () => {
  it('give back tensors, words and step, byte for byte', () => {
    const path = save(600)
    expect(path).toBe(join(folder, 'checkpoint', 'step-00000600.safetensors'))
    const { checkpoint, warnings } = latestCheckpoint(folder, { config })
    expect(checkpoint).toMatchObject({ step: 600, path, tensors, metadata: { rng: 'abc', version: '1', step: '600' } })
    expect(warnings).toEqual([])
    const bytes = fs.readFileSync(path)
    save(600)
    expect(fs.readFileSync(path)).toEqual(bytes)
  })

  it('keep the two newest', () => {
    for (const step of [0, 100, 200, 1000]) save(step)
    expect(names()).toEqual(['step-00000200.safetensors', 'step-00001000.safetensors'])
    expect(latestCheckpoint(folder, { config }).checkpoint!.step).toBe(1000)
  })

  it('find nothing where there is nothing', () => {
    expect(latestCheckpoint(folder, { config })).toEqual({ warnings: [] })
    fs.mkdirSync(join(folder, 'checkpoint'))
    fs.writeFileSync(join(folder, 'checkpoint', 'other.safetensors'), '')
    expect(latestCheckpoint(folder, { config })).toEqual({ warnings: [] })
  })

  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['cut off', (bytes) => bytes.subarray(0, -3), 'bytes of data'],
    ['empty', () => Buffer.alloc(0), '8 bytes of header length'],
    [
      'changed in one number',
      (bytes) => bytes.fill(9, bytes.length - 5, bytes.length - 4),
      'its contents are not those that were written',
    ],
    [
      'changed in a word',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('abc', 'abd'), 'latin1'),
      'its contents are not',
    ],
    [
      'of another step',
      (bytes) => Buffer.from(bytes.toString('latin1').replace('"200"', '"201"'), 'latin1'),
      'of step 200',
    ],
  ])('go back to the one before when the newest is %s, with a warning', (_, change, message) => {
    save(100)
    const path = save(200)
    damage(path, change)
    const { checkpoint, warnings } = latestCheckpoint(folder, { config })
    expect(checkpoint!.step).toBe(100)
    expect(warnings).toEqual([expect.stringContaining(message)])
    expect(warnings[0]).toContain(path)
  })

  it('do not count a damaged later one among the two that stay', () => {
    for (const step of [100, 200]) save(step)
    damage(join(folder, 'checkpoint', 'step-00000200.safetensors'), (bytes) => bytes.subarray(1))
    save(150)
    expect(names()).toEqual(['step-00000100.safetensors', 'step-00000150.safetensors', 'step-00000200.safetensors'])
    expect(latestCheckpoint(folder, { config }).checkpoint!.step).toBe(150)
    save(200)
    expect(names()).toEqual(['step-00000150.safetensors', 'step-00000200.safetensors'])
  })

  it('do not begin again in silence when every one is damaged', () => {
    for (const step of [100, 200]) damage(save(step), (bytes) => bytes.subarray(0, 20))
    expect(() => latestCheckpoint(folder, { config })).toThrow(
      /one checkpoint must read whole \(.*200.*; .*100.*\); restore one/,
    )
  })

  it('refuse another configuration, another version and an impossible step', () => {
    const path = save(100)
    expect(() => latestCheckpoint(folder, { config: { seed: 2 } })).toThrow(
      `${path}: the checkpoint is of another configuration`,
    )
    expect(() => saveCheckpoint(folder, { step: 1.5, tensors, metadata: {}, config })).toThrow(
      'step must be a whole number',
    )
    fs.writeFileSync(path, encodeSafetensors(tensors, { version: '2', step: '100' }))
    expect(() => latestCheckpoint(folder, { config })).toThrow(
      `${path}: a checkpoint of version 1 is read here, got '2'`,
    )
  })

  it('keep the older ones when the new one cannot be written', () => {
    for (const step of [100, 200]) save(step)
    // A folder in the way of the file.
    fs.mkdirSync(join(folder, 'checkpoint', 'step-00000300.safetensors'))
    expect(() => save(300)).toThrow('must be a file to be written')
    expect(names().slice(0, 2)).toEqual(['step-00000100.safetensors', 'step-00000200.safetensors'])
    expect(latestCheckpoint(folder, { config }).checkpoint!.step).toBe(200)
  })
})
