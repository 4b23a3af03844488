import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeWhole } from './decodeWhole.ts'

const of = (bytes: Uint8Array) => ({ kind: 'bytes', read: async () => bytes }) as const

describe('decodeWhole', () => {
  it('gives an image in its own size, upright, in the channels asked for', async () => {
    const pixels = Uint8Array.from({ length: 3 * 2 * 3 }, (_, i) => 10 * i)
    const png = await sharp(pixels, { raw: { width: 3, height: 2, channels: 3 } })
      .png()
      .toBuffer()
    expect(await decodeWhole(of(png), 3)).toEqual({ pixels: Buffer.from(pixels), width: 3, height: 2 })
    const turned = await sharp(png).withMetadata({ orientation: 6 }).png().toBuffer()
    expect(await decodeWhole(of(turned), 3)).toMatchObject({ width: 2, height: 3 })
    expect((await decodeWhole(of(png), 1)).pixels).toHaveLength(6)
  })

  it('repeats grey in three channels', async () => {
    const grey = { kind: 'grey', pixels: Uint8Array.of(7, 9), width: 2, height: 1 } as const
    expect([...(await decodeWhole(grey, 3)).pixels]).toEqual([7, 7, 7, 9, 9, 9])
    expect([...(await decodeWhole(grey, 1)).pixels]).toEqual([7, 9])
  })

  it('fails on what is no image', async () => {
    await expect(decodeWhole(of(Uint8Array.of(1, 2, 3)), 3)).rejects.toThrow(/must be a whole image/)
  })
})
