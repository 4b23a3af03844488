import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { beforeEach, describe, expect, it } from 'vitest'
import { readBytes, readJson } from '../../files.ts'
import { decodeNpy } from './npy.ts'
import { decodeSafetensors } from './safetensors.ts'
import { embeddingsEnding, writeEmbeddings } from './write.ts'

const names = ['b.png', 'a "1".png', '雀.png']
const labels = { coarse: ['odd', 'even', 'odd'], fine: ['3', '2', '1'] }
const embedded = { names, embeddings: new Float32Array([1, 2, 3, 4, 5, 6]), dimensions: 2, labels }

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-write-'))
  return () => rmSync(folder, { recursive: true })
})

describe('writeEmbeddings', () => {
  it('writes .npy with the names and labels beside it', () => {
    const path = join(folder, 'x.npy')
    const beside = join(folder, 'x.names.json')
    expect(writeEmbeddings(path, embedded)).toEqual([path, beside])
    expect(decodeNpy(readBytes(path), path)).toEqual({ shape: [3, 2], data: embedded.embeddings })
    expect(readJson(beside)).toEqual({ names, labels })
  })

  it('writes .parquet', async () => {
    const path = join(folder, 'x.Parquet')
    expect(writeEmbeddings(path, embedded)).toEqual([path])
    const rows = await parquetReadObjects({ file: readBytes(path).buffer as ArrayBuffer })
    expect(rows[2]).toEqual({ name: '雀.png', embedding: [5, 6], coarse: 'odd', fine: '1' })
  })

  it('writes .safetensors with class places and their names', () => {
    const path = join(folder, 'x.safetensors')
    writeEmbeddings(path, embedded)
    const { tensors, metadata } = decodeSafetensors(readBytes(path), path)
    expect(tensors.embeddings).toEqual({ dtype: 'F32', shape: [3, 2], data: embedded.embeddings })
    expect(tensors['labels.coarse']).toEqual({ dtype: 'I64', shape: [3], data: new BigInt64Array([0n, 1n, 0n]) })
    expect(JSON.parse(metadata.names!)).toEqual(names)
    expect(JSON.parse(metadata['classes.coarse']!)).toEqual(['odd', 'even'])
  })

  it('lists the three endings for another one, before anything is written', () => {
    for (const name of ['x.csv', 'x', 'npy']) {
      const path = join(folder, name)
      const message = `the file must end in .npy, .parquet or .safetensors, got '${path}'`
      expect(() => embeddingsEnding(path)).toThrow(message)
      expect(() => writeEmbeddings(path, embedded)).toThrow(message)
    }
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses parts that do not fit together', () => {
    expect(() => writeEmbeddings(join(folder, 'x.npy'), { ...embedded, dimensions: 3 })).toThrow(
      'must have 9 numbers, got 6',
    )
    expect(readdirSync(folder)).toEqual([])
  })
})
