import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { patterned, plain, temporary } from './images.testing.ts'
import { thumbnailOf } from './thumbnailOf.ts'

const held = (bytes: Uint8Array) => ({ kind: 'bytes' as const, read: async () => bytes })

it('brings the longer side to 96 pixels, keeps the proportions, and enlarges nothing', async () => {
  const shape = async (width: number, height: number, longest?: number) => {
    const {
      format,
      width: w,
      height: h,
    } = await sharp(await thumbnailOf(held(await patterned(width, height, 1)), longest)).metadata()
    return [format, w, h]
  }
  expect(await shape(192, 96)).toEqual(['webp', 96, 48])
  expect(await shape(100, 400)).toEqual(['webp', 24, 96])
  expect(await shape(28, 20)).toEqual(['webp', 28, 20])
  expect(await shape(100, 50, 10)).toEqual(['webp', 10, 5])
  expect(await shape(4000, 1)).toEqual(['webp', 96, 1])
})

it('stands upright by EXIF, lays alpha on white, and takes pixels that are decoded already', async () => {
  const turned = await sharp(await plain(40, 20))
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
  expect(await sharp(await thumbnailOf(held(turned))).metadata()).toMatchObject({ width: 20, height: 40 })
  const clear = await sharp({ create: { width: 4, height: 4, channels: 4, background: '#0000' } })
    .png()
    .toBuffer()
  const { data } = await sharp(await thumbnailOf(held(clear)))
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(data[0]).toBeGreaterThan(250)
  const grey = { kind: 'grey' as const, pixels: new Uint8Array(6).fill(200), width: 3, height: 2 }
  expect(await sharp(await thumbnailOf(grey)).metadata()).toMatchObject({ width: 3, height: 2 })
})

it('fails on what is damaged, empty, gone, or beyond 2^28 pixels', async () => {
  const folder = temporary()
  writeFileSync(join(folder, 'text.png'), 'no image')
  await expect(thumbnailOf({ kind: 'file', path: join(folder, 'text.png') })).rejects.toThrow(/must be a whole image/)
  await expect(thumbnailOf({ kind: 'file', path: join(folder, 'gone.png') })).rejects.toThrow(/must be readable/)
  await expect(thumbnailOf(held(new Uint8Array(0)))).rejects.toThrow(/must be a whole image, got '0 bytes'/)
  await expect(thumbnailOf(held((await patterned(50, 50, 2)).subarray(0, 400)))).rejects.toThrow(
    /must be a whole image/,
  )
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="20000"/>')
  await expect(thumbnailOf(held(svg))).rejects.toThrow(/at most 268435456 pixels, got '20000 x 20000'/)
})
