import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { patterned, plant, temporary } from '../../data/images.testing.ts'
import { openDataset } from '../../data/open.ts'
import { layout } from './layout.ts'
import type { Writer } from './openWriter.ts'
import { writeThumbnails } from './writeThumbnails.ts'

it('writes them in the order of the rows; an image that has gone meanwhile leaves an empty place', async () => {
  const root = temporary()
  for (let i = 0; i < 4; i++) await plant(root, [`${'ab'[i % 2]}/${i}.png`], await patterned(8 + i, 8, i))
  const dataset = await openDataset(root)
  rmSync(join(root, dataset.names[1]!))
  const written = new Map<string, Uint8Array[]>()
  const append: Writer['append'] = (name, content) => {
    const { buffer, byteOffset, byteLength } = content as Uint8Array
    written.set(name, [...(written.get(name) ?? []), new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)])
  }
  await writeThumbnails({ append } as Writer, dataset, Int32Array.of(0, 1, 3), { onProgress: () => {} })
  const lengths = written.get(layout.thumbnails)!.map(({ length }) => length)
  expect(lengths[1]).toBe(0)
  const [bytes] = written.get(layout.thumbnailOffsets)!
  const offsets = [...new Float64Array(bytes!.buffer as ArrayBuffer)]
  expect(offsets).toEqual([0, lengths[0], lengths[0], lengths[0]! + lengths[2]!])
})
