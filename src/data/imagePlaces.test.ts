import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Dataset, ImageSource } from './dataset.ts'
import { imagePlaces } from './imagePlaces.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'places '))
})
afterAll(() => rm(folder, { recursive: true }))

const of = (...sources: ImageSource[]): Dataset => ({
  name: 'd',
  size: sources.length,
  names: sources.map((_, i) => `${i}`),
  levels: [],
  splits: null,
  source: (i) => sources[i]!,
  skipped: [],
})

it('images in the folder are named from it, others by their whole path', async () => {
  const dataset = of({ kind: 'file', path: join(folder, 'in/a.png') }, { kind: 'file', path: join(folder, '../b.png') })
  expect(await imagePlaces(dataset, [0, 1], { folder })).toEqual(['in/a.png', resolve(folder, '../b.png')])
  expect(await imagePlaces(dataset, [1], { folder })).toEqual([resolve(folder, '../b.png')])
})

it('images in an archive or in memory are written as PNG, pixel for pixel, under the number that they have in the dataset', async () => {
  const grey = { kind: 'grey', pixels: Uint8Array.from([0, 50, 100, 255]), width: 2, height: 2 } as const
  const bytes = await sharp(Uint8Array.from([1, 2, 3, 4, 5, 6]), { raw: { width: 2, height: 1, channels: 3 } })
    .png()
    .toBuffer()
  const dataset = of(grey, { kind: 'bytes', read: async () => bytes })
  expect(await imagePlaces(dataset, [0, 1], { folder })).toEqual(['images/000000.png', 'images/000001.png'])
  const pixels = async (name: string) => [...(await sharp(join(folder, name)).raw().toBuffer())]
  expect(await pixels('images/000001.png')).toEqual([1, 2, 3, 4, 5, 6])
  expect((await pixels('images/000000.png')).filter((_, i, { length }) => i % (length / 4) === 0)).toEqual([
    0, 50, 100, 255,
  ])
})

it('an image that cannot be read, or a folder that cannot be written, is an error that names it', async () => {
  const dataset = of({ kind: 'bytes', read: async () => Uint8Array.from([1, 2, 3]) })
  await expect(imagePlaces(dataset, [0], { folder })).rejects.toThrow(/^0: /)
  const grey = of({ kind: 'grey', pixels: new Uint8Array(1), width: 1, height: 1 })
  await expect(imagePlaces(grey, [0], { folder: join(folder, 'images/000000.png') })).rejects.toThrow('000000.png')
})
