import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset } from '../data/dataset.ts'
import { imageFolder } from '../data/formats/imageFolder.ts'
import { plain, temporary } from '../data/images.testing.ts'
import type { Backbone } from '../runtime/backbone.ts'
import { openBackbone } from '../runtime/backbone.ts'
import { meansModel } from '../runtime/meansModel.testing.ts'
import { extractFeatures } from './extractFeatures.ts'

/** Images of one grey each, 4 x 2 pixels. */
function greys(values: readonly number[]): Dataset {
  return {
    name: 'greys',
    size: values.length,
    names: values.map(String),
    levels: [],
    splits: null,
    source: (i) => ({ kind: 'grey', pixels: new Uint8Array(8).fill(values[i]!), width: 4, height: 2 }),
    skipped: [],
  }
}

const byHand = (grey: number): number[] =>
  [
    [0.485, 0.229],
    [0.456, 0.224],
    [0.406, 0.225],
  ].map(([mean, std]) => (grey / 255 - mean!) / std!)

describe('extractFeatures', () => {
  const open: Backbone[] = []
  const opened = async (shape: readonly (number | string)[]): Promise<Backbone> => {
    const backbone = await openBackbone(meansModel(join(temporary(), 'means.onnx'), shape))
    open.push(backbone)
    return backbone
  }
  beforeAll(() => {
    open.length = 0
  })
  afterAll(() => Promise.all(open.map(({ close }) => close())))

  it('gives each image its row, more images than a block, and small copies of them', async () => {
    const values = Array.from({ length: 37 }, (_, i) => 7 * i)
    const seen: number[] = []
    const { data, dimension, batch, pixels } = await extractFeatures(greys(values), await opened(['N', 3, 128, 130]), {
      onProgress: (done, total) => seen.push(done / total),
    })
    expect(dimension).toBe(3)
    for (const [i, grey] of values.entries())
      for (const [c, x] of byHand(grey).entries()) expect(data[3 * i + c]).toBeCloseTo(x, 3)
    expect([...batch([36, 0])]).toEqual([...data.subarray(3 * 36), ...data.subarray(0, 3)])
    expect([pixels.width, pixels.height, pixels.channels]).toEqual([43, 42, 3])
    expect([...new Set(pixels.batch([2]))]).toEqual([14])
    expect(pixels.kept).toHaveLength(37)
    expect(seen.at(-1)).toBe(1)
  })

  it('gives the same numbers each time', async () => {
    const backbone = await opened(['N', 3, 16, 16])
    const values = Array.from({ length: 20 }, (_, i) => i)
    const first = await extractFeatures(greys(values), backbone)
    expect((await extractFeatures(greys(values), backbone)).data).toEqual(first.data)
  })

  it('leaves out and lists what does not decode: rows stay together', async () => {
    const root = temporary()
    mkdirSync(join(root, 'a'))
    writeFileSync(join(root, 'a', '1.jpg'), 'text')
    writeFileSync(join(root, 'a', '2.png'), await plain(8, 8, '#202020'))
    writeFileSync(join(root, 'a', '3.png'), '')
    writeFileSync(join(root, 'a', '4.png'), await plain(8, 8, '#404040'))
    const { data, pixels } = await extractFeatures(await imageFolder(root), await opened(['N', 3, 8, 8]))
    expect([...pixels.kept]).toEqual([1, 3])
    expect(data).toHaveLength(6)
    expect(data[3]).toBeCloseTo(byHand(64)[0]!, 4)
    expect(pixels.skipped.map(({ name }) => name)).toEqual(['a/1.jpg', 'a/3.png'])
    expect(pixels.skipped[0]!.reason).toMatch(/^the file must be a whole image, got '/)
  })

  it('fails where no image decodes, and before any is decoded where memory does not hold the features', async () => {
    const backbone = await opened([1, 3, 8, 8])
    const broken: Dataset = { ...greys([1]), source: () => ({ kind: 'bytes', read: async () => new Uint8Array(3) }) }
    await expect(extractFeatures(broken, backbone)).rejects.toThrow(
      /at least one of the 1 images of 'greys' must decode; the first, '1', did not: the file must be/,
    )
    const untouched: Dataset = {
      ...greys([1, 2]),
      source: () => {
        throw new Error('decoded')
      },
    }
    await expect(extractFeatures(untouched, backbone, { memoryLimit: 23 })).rejects.toThrow(
      /features may take .* GiB of memory, got '.* GiB for 2 images'; use fewer images/,
    )
  })
})
