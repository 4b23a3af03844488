import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { ByteWriter, ParquetWriter, parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { decode } from '../../decode.ts'
import { plain, plant, temporary } from '../../images.testing.ts'
import { loadPixels } from '../../pixels.ts'
import { manifest } from './manifest.ts'

async function written(bytes: Uint8Array | ArrayBuffer): Promise<string> {
  const root = temporary()
  await plant(root, ['a/1.png', 'a/2.png', 'b/3.png', 'b/4.png'])
  writeFileSync(join(root, 'labels.parquet'), new Uint8Array(bytes))
  return join(root, 'labels.parquet')
}

const paths = ['a/1.png', 'a/2.png', 'b/3.png', 'b/4.png']

/** As Hugging Face's datasets write images: a struct of bytes and path, and the names of labels in the metadata. */
function withImages(
  images: readonly { bytes: Uint8Array | null; path: string | null }[],
  rowGroupSize = 2,
): Uint8Array {
  const writer = new ByteWriter()
  const parquet = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: 2 },
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      { name: 'label', type: 'INT64', repetition_type: 'OPTIONAL' },
    ],
    kvMetadata: [
      {
        key: 'huggingface',
        value: JSON.stringify({ info: { features: { label: { names: ['cat', 'dog'], _type: 'ClassLabel' } } } }),
      },
    ],
  })
  parquet.write({
    rowGroupSize,
    columnData: [
      { name: 'image', data: [...images] },
      { name: 'label', data: images.map((_, i) => BigInt(i % 2)) },
    ],
  })
  parquet.finish()
  return writer.getBytes()
}

/** A Zstandard frame (RFC 8878) of at most 255 bytes, in one block that holds them as they are. */
function zstdOf(bytes: Uint8Array): Uint8Array {
  const block = (bytes.length << 3) | 1
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x20, bytes.length, block & 0xff, block >> 8, 0, ...bytes)
}

describe('a manifest in Parquet', () => {
  it('is read by its columns: text, whole numbers and truths are labels, fractions, lists and dates are not', async () => {
    const path = await written(
      parquetWriteBuffer({
        columnData: [
          { name: 'path', data: paths, type: 'STRING' },
          { name: 'kind', data: ['x', 'x', 'y', 'y'], type: 'STRING' },
          { name: 'year', data: [2020n, 2021n, 2020n, 2021n], type: 'INT64' },
          { name: 'wild', data: [true, false, true, false], type: 'BOOLEAN' },
          { name: 'weight', data: [0.5, 0.5, 1, 1], type: 'DOUBLE' },
          { name: 'box', data: [[1, 2], [1], [], [3]] },
          { name: 'day', data: [1, 1, 2, 2].map((day) => new Date(day * 864e5)), type: 'TIMESTAMP' },
        ],
      }),
    )
    const data = await manifest(path)
    expect(data.levels.map(({ name, classes }) => [name, classes])).toEqual([
      ['year', ['2020', '2021']],
      ['wild', ['false', 'true']],
      ['kind', ['x', 'y']],
    ])
    expect(data.passedOver!.map(({ name, reason }) => [name, reason])).toEqual([
      ['weight', 'its values are numbers with fractions'],
      ['box', 'its values are nested'],
      ['day', 'its values are dates'],
    ])
    expect(data.source(3)).toMatchObject({ kind: 'file' })
  })

  it('holds images itself, in a column of bytes and path; labels have the names of its metadata', async () => {
    const images = await Promise.all(
      ['#f00', '#0f0', '#00f'].map(async (color, i) => ({ bytes: await plain(2, 2, color), path: `photo ${i}.png` })),
    )
    const data = await manifest(await written(withImages([...images, { bytes: null, path: 'gone.png' }])))
    expect([data.names, data.levels.map(({ name, classes }) => [name, classes])]).toEqual([
      ['photo 0.png', 'photo 1.png', 'photo 2.png', 'gone.png'],
      [['label', ['cat', 'dog']]],
    ])
    const form = { width: 1, height: 1, channels: 3 } as const
    expect([...(await decode(data.source(2), form))]).toEqual([0, 0, 255])
    expect([...(await decode(data.source(0), form))]).toEqual([255, 0, 0])
    const { kept, skipped } = await loadPixels(data)
    expect([...kept]).toEqual([0, 1, 2])
    expect(skipped).toEqual([
      { name: 'gone.png', reason: 'the file must hold the image; write the file with the images in it' },
    ])
  })

  it('numbers images that have no path, and reads a plain column of bytes', async () => {
    const bytes = await plain()
    const none = await manifest(
      await written(
        withImages([
          { bytes, path: null },
          { bytes, path: null },
        ]),
      ),
    )
    expect(none.names).toEqual(['row 000001', 'row 000002'])
    const path = await written(
      parquetWriteBuffer({
        columnData: [
          { name: 'image', data: [bytes, bytes, bytes, Buffer.from('no image')], type: 'BYTE_ARRAY' },
          { name: 'kind', data: ['x', 'x', 'y', 'y'], type: 'STRING' },
        ],
      }),
    )
    const data = await manifest(path)
    expect((await loadPixels(data)).kept).toHaveLength(3)
    expect(data.levels.map(({ name }) => name)).toEqual(['kind'])
  })

  it('is read whichever way it is compressed, and says so where a way is not known', async () => {
    const columnData = [
      { name: 'path', data: paths, type: 'STRING' as const },
      { name: 'kind', data: ['x', 'x', 'y', 'y'], type: 'STRING' as const },
    ]
    const compressors = { GZIP: gzipSync, BROTLI: brotliCompressSync, ZSTD: zstdOf, LZO: gzipSync }
    for (const codec of ['UNCOMPRESSED', 'SNAPPY', 'GZIP', 'BROTLI', 'ZSTD'] as const) {
      const data = await manifest(await written(parquetWriteBuffer({ columnData, codec, compressors })))
      expect(data.levels.map(({ classes }) => classes)).toEqual([['x', 'y']])
    }
    const strange = await written(parquetWriteBuffer({ columnData, codec: 'LZO', compressors }))
    await expect(manifest(strange)).rejects.toThrow(/must be a whole Parquet file \(.*LZO/)
  })

  it('fails on what is no Parquet file, is cut off, or is damaged', async () => {
    const whole = withImages([
      { bytes: await plain(), path: 'a' },
      { bytes: await plain(), path: 'b' },
    ])
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.from('path,label\n'),
      whole.subarray(0, whole.length - 20),
      whole.subarray(30),
    ])
      await expect(manifest(await written(bytes))).rejects.toThrow(
        'labels.parquet: the file must be a whole Parquet file',
      )
    const damaged = Buffer.from(whole)
    damaged.fill(0xff, 4, 120)
    await manifest(await written(damaged)).then(
      async (data) => await expect(loadPixels(data)).rejects.toThrow('at least one of the 2 images'),
      (error: Error) => expect(error.message).toMatch('must be a whole Parquet file'),
    )
  })

  it('keeps a row group that is read for the images after it', async () => {
    const images = await Promise.all(
      [...'12345678'].map(async (n) => ({ bytes: await plain(2, 2, `#${n}00`), path: n })),
    )
    const data = await manifest(await written(withImages(images, 4)))
    const red = await Promise.all(
      [7, 0, 3, 4, 1].map(async (i) => (await decode(data.source(i), { width: 1, height: 1, channels: 3 }))[0]),
    )
    expect(red).toEqual([0x88, 0x11, 0x44, 0x55, 0x22])
  })
})
