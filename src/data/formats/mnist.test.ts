import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { temporary } from '../images.testing.ts'
import { mnist } from './mnist.ts'

function idx(shape: readonly number[], bytes: readonly number[], magic = 0x800 + shape.length): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.writeUInt32BE(magic, 0)
  shape.forEach((n, i) => {
    header.writeUInt32BE(n, 4 + 4 * i)
  })
  return Buffer.concat([header, Uint8Array.from(bytes)])
}

const names = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const

/** Two training images and one test image of 1 x 2 pixels. */
function folder(changes: Partial<Record<keyof typeof names, Buffer | null>> = {}): string {
  const files = {
    trainImages: idx([2, 1, 2], [1, 2, 3, 4]),
    trainLabels: idx([2], [4, 5]),
    testImages: idx([1, 1, 2], [9, 8]),
    testLabels: idx([1], [7]),
    ...changes,
  }
  const root = temporary()
  for (const key of Object.keys(names) as (keyof typeof names)[]) {
    const bytes = files[key]
    if (bytes) writeFileSync(join(root, names[key]), bytes)
  }
  return root
}

describe('mnist', () => {
  it('reads the installed copy: 60,000 and 10,000 digits of 28 x 28, by parity and digit', async () => {
    const data = await mnist('')
    const [parity, digit] = data.levels
    expect([data.size, data.splits![59_999], data.splits![60_000]]).toEqual([70_000, 'train', 'test'])
    expect([parity!.name, parity!.classes, digit!.name, digit!.classes.length]).toEqual([
      'parity',
      ['even', 'odd'],
      'digit',
      10,
    ])
    expect([...digit!.labels.slice(0, 5)]).toEqual([5, 0, 4, 1, 9]) // the first digits of the published set
    expect([...parity!.labels.slice(0, 5)]).toEqual([1, 0, 0, 1, 1])
    expect([...digit!.labels.slice(60_000, 60_003)]).toEqual([7, 2, 1])
    expect(data.names[60_001]).toBe('test/00001')
    const first = data.source(0)
    expect(first.kind === 'grey' && first.pixels.reduce((sum, v) => sum + v, 0) / 784).toBeCloseTo(35.1084, 4)
    expect(data.protocol).toMatchObject({ label: 'parity', evaluateLabel: 'digit', unseen: ['6', '7', '8', '9'] })
  })

  it('reads a folder of IDX files, plain or compressed', async () => {
    const packed = folder({ trainImages: null })
    writeFileSync(join(packed, `${names.trainImages}.gz`), gzipSync(idx([2, 1, 2], [1, 2, 3, 4])))
    for (const root of [folder(), packed]) {
      const data = await mnist(root)
      expect([data.size, data.names]).toEqual([3, ['train/00000', 'train/00001', 'test/00000']])
      expect(data.source(1)).toEqual({ kind: 'grey', pixels: Uint8Array.of(3, 4), width: 2, height: 1 })
      expect(data.source(2)).toEqual({ kind: 'grey', pixels: Uint8Array.of(9, 8), width: 2, height: 1 })
      expect(() => data.source(3)).toThrow('images go from 0 to 2, got 3')
    }
  })

  it.each([
    [
      'a cut-off file',
      { trainImages: idx([2, 1, 2], [1, 2, 3]) },
      'shape 2 x 1 x 2 has 20 bytes, got 19; it is cut off',
    ],
    ['a file that is too long', { testLabels: idx([1], [7, 7]) }, 'shape 1 has 9 bytes, got 10'],
    ['a file without a header', { testImages: Buffer.from('hello') }, 'an IDX file has at least 16 bytes, got 5'],
    ['an empty file', { testImages: Buffer.alloc(0) }, 'at least 16 bytes, got 0'],
    [
      'labels in place of images',
      { trainImages: idx([16], Array(16).fill(1)) },
      "begins with 0x00000803, got '0x00000801'",
    ],
    ['a missing file', { testLabels: null }, 't10k-labels-idx1-ubyte'],
    ['sizes that do not match', { trainLabels: idx([1], [4]) }, 'train must hold a label an image, got'],
    ['images of two sizes', { testImages: idx([1, 2, 1], [9, 8]) }, "one size, got '2 x 1 and 1 x 2'"],
    ['a label that is no digit', { trainLabels: idx([2], [4, 10]) }, 'train label 1 is not, got 10'],
    ['no images', { testImages: idx([0, 1, 2], []), testLabels: idx([0], []) }, 't10k must hold images, got [0,1,2]'],
    [
      'a shape beyond all measure',
      { trainImages: idx([2 ** 32 - 1, 2 ** 32 - 1, 2 ** 32 - 1], []) },
      'got 16; it is cut off',
    ],
  ])('fails on %s', async (_, changes, message) => {
    await expect(mnist(folder(changes))).rejects.toThrow(message)
  })

  it('fails on a compressed file that is damaged', async () => {
    const root = folder({ trainImages: null })
    writeFileSync(join(root, `${names.trainImages}.gz`), gzipSync(idx([2, 1, 2], [1, 2, 3, 4])).subarray(0, 20))
    await expect(mnist(root)).rejects.toThrow('the file must be whole and compressed by gzip')
  })
})
