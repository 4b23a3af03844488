import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Dataset, ImageSource } from './dataset.ts'
import { imageFolder } from './formats/imageFolder.ts'
import { plain, plant, temporary } from './images.testing.ts'
import { loadPixels } from './pixels.ts'

function grey(values: readonly number[], source?: (i: number) => ImageSource): Dataset {
  return {
    name: 'grey',
    size: values.length,
    names: values.map(String),
    levels: [],
    splits: null,
    source: source ?? ((i) => ({ kind: 'grey', pixels: Uint8Array.of(values[i]!, 0), width: 2, height: 1 })),
    skipped: [],
  }
}

describe('loadPixels', () => {
  it('decodes all images in order and gathers rows into batches', async () => {
    const progress: number[] = []
    const pixels = await loadPixels(grey([10, 20, 30]), {
      width: 2,
      height: 1,
      channels: 1,
      onProgress: (done, total) => progress.push(done / total),
    })
    expect([...pixels.data]).toEqual([10, 0, 20, 0, 30, 0])
    expect([...pixels.kept]).toEqual([0, 1, 2])
    expect([...pixels.batch([2, 0, 2])]).toEqual([30, 0, 10, 0, 30, 0])
    expect([...pixels.batch(Int32Array.of())]).toEqual([])
    expect(progress).toEqual([1 / 3, 2 / 3, 1])
    expect(() => pixels.batch([3])).toThrow('batch: rows go from 0 to 2, got 3')
    expect(() => pixels.batch([-1])).toThrow('got -1')
  })

  it('leaves out and lists what does not decode, and closes the gaps', async () => {
    const root = temporary()
    mkdirSync(join(root, 'a'))
    writeFileSync(join(root, 'a', '1.png'), await plain(1, 1, '#010101'))
    writeFileSync(join(root, 'a', '2.jpg'), 'text')
    writeFileSync(join(root, 'a', '3.png'), await plain(1, 1, '#030303'))
    writeFileSync(join(root, 'a', '4.png'), '')
    writeFileSync(join(root, 'a', '5.png'), await plain(1, 1, '#050505'))
    const pixels = await loadPixels(await imageFolder(root), { size: 1 })
    expect([...pixels.data]).toEqual([1, 1, 1, 3, 3, 3, 5, 5, 5])
    expect([...pixels.kept]).toEqual([0, 2, 4])
    expect([...pixels.batch([1])]).toEqual([3, 3, 3])
    expect(pixels.skipped.map(({ name }) => name)).toEqual(['a/2.jpg', 'a/4.png'])
    expect(pixels.skipped[0]!.reason).toMatch(/^the file must be a whole image, got '/)
  })

  it('takes shape and fit from the protocol, then from the options', async () => {
    const protocol = {
      label: 'x',
      evaluateLabel: 'x',
      imageSize: 3,
      channels: 1,
      fit: 'fill',
      classesPerBatch: 2,
      samplesPerClass: 2,
      steps: 10,
      embedding: 2,
    } as const
    const data = { ...grey([7]), protocol }
    expect((await loadPixels(data)).data).toHaveLength(9)
    expect((await loadPixels(data, { size: 2, channels: 3 })).data).toHaveLength(12)
    expect((await loadPixels(grey([7]))).data).toHaveLength(64 * 64 * 3)
  })

  it('fails before decoding where the memory limit would be passed, saying by how much', async () => {
    const untouched = grey([1, 2], () => {
      throw new Error('nothing may be decoded')
    })
    await expect(loadPixels(untouched, { size: 32, memoryLimit: 6143 })).rejects.toThrow(
      "GiB for 2 images of 3072 bytes'; lower --image-size, or use fewer images",
    )
    await expect(loadPixels({ ...untouched, size: 1e6 }, { size: 224 })).rejects.toThrow(
      "decoded images may take 4.00 GiB of memory, got '140 GiB for 1000000 images of 150528 bytes'",
    )
  })

  it('fails where nothing decodes, and on a size that is none', async () => {
    const root = temporary()
    await plant(root, ['a/1.png', 'a/2.png'], 'text')
    await expect(loadPixels(await imageFolder(root))).rejects.toThrow(
      /at least one of the 2 images of '.*' must decode; the first, 'a\/1.png', did not: the file must be a whole image/,
    )
    await expect(loadPixels(grey([]))).rejects.toThrow('at least one of the 0 images')
    for (const size of [0, -1, 2.5, Number.NaN]) {
      await expect(loadPixels(grey([1]), { size })).rejects.toThrow(
        `image size must be a positive integer, got ${size}`,
      )
    }
  })

  it('does not hide a fault of the program among the images that are left out', async () => {
    const broken = grey([1, 2, 3], () => {
      throw new TypeError('a fault')
    })
    await expect(loadPixels(broken)).rejects.toThrow(TypeError)
  })
})
