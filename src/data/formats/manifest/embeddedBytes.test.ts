import { parquetMetadataAsync } from 'hyparquet'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { describe, expect, it } from 'vitest'
import { embeddedBytes } from './embeddedBytes.ts'

/** Six images of 1000 bytes in groups of two, and which of the file's bytes were read. */
async function file() {
  const images = Array.from({ length: 6 }, (_, i) => new Uint8Array(1000).map((_, at) => (at * 7919 * (i + 1)) % 251))
  const bytes = parquetWriteBuffer({
    columnData: [{ name: 'image', data: images, type: 'BYTE_ARRAY' }],
    rowGroupSize: 2,
    codec: 'UNCOMPRESSED',
  })
  const reads: number[] = []
  const slice = (start: number, end?: number): ArrayBuffer => {
    reads.push(start)
    return bytes.slice(start, end)
  }
  const source = { byteLength: bytes.byteLength, slice }
  const metadata = await parquetMetadataAsync(source)
  reads.length = 0
  return { images, reads, given: { path: 'x.parquet', file: source, metadata, column: 'image' } }
}

describe('embeddedBytes', () => {
  it('reads a row group once for all of its images, however many are asked for at a time', async () => {
    const { images, reads, given } = await file()
    const image = embeddedBytes(given)
    expect(await Promise.all([3, 2, 3, 0, 5, 1, 4].map(image))).toEqual([3, 2, 3, 0, 5, 1, 4].map((i) => images[i]))
    expect(new Set(reads).size).toBe(reads.length)
    await expect(image(6)).rejects.toThrow('x.parquet: there must be such a row, got 6')
  })

  it('forgets the group used longest ago where they would take too much, and reads it again', async () => {
    const { images, reads, given } = await file()
    const image = embeddedBytes({ ...given, mostBytes: 4500 })
    for (const row of [0, 2, 1, 4]) expect(await image(row)).toEqual(images[row])
    const before = reads.length
    expect(await image(0)).toEqual(images[0])
    expect(reads).toHaveLength(before)
    expect(await image(3)).toEqual(images[3])
    expect(reads.length).toBeGreaterThan(before)
  })

  it('refuses a row group that would take too much by itself', async () => {
    const { given } = await file()
    expect(() => embeddedBytes({ ...given, mostBytes: 1500 })).toThrow(
      /x\.parquet: a row group may have 1500 bytes of images, got 2\d+; write smaller row groups/,
    )
  })

  it('says which rows cannot be read', async () => {
    const { given } = await file()
    const broken = { ...given.file, slice: () => new ArrayBuffer(10) }
    await expect(embeddedBytes({ ...given, file: broken })(2)).rejects.toThrow(
      'x.parquet: rows 3 to 4 must be readable',
    )
  })
})
