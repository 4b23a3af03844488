import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { sprite } from './sprite.ts'

const pixelsOf = (uri: string) =>
  sharp(Buffer.from(uri.split(',')[1]!, 'base64'))
    .raw()
    .toBuffer({ resolveWithObject: true })

describe('sprite', () => {
  it('puts images row by row on one sheet', async () => {
    // Five grey images of 16 x 16, each of one shade.
    const shades = [0, 60, 120, 180, 240]
    const pixels = Uint8Array.from(shades.flatMap((s) => new Array<number>(256).fill(s)))
    const sheet = await sprite(pixels, { count: 5, height: 16, width: 16, channels: 1 })
    expect(sheet).toMatchObject({ columns: 2, rows: 3, tileWidth: 16, tileHeight: 16 })
    const { data, info } = await pixelsOf(sheet.uri)
    expect([info.width, info.height]).toEqual([32, 48])
    shades.forEach((shade, i) => {
      const at = ((Math.floor(i / 2) * 16 + 8) * 32 + (i % 2) * 16 + 8) * info.channels
      expect(Math.abs(data[at]! - shade)).toBeLessThan(8)
    })
  })

  it('shrinks tiles to stay within the budget, never to nothing', async () => {
    const pixels = new Uint8Array(4 * 20 * 40 * 3).fill(200)
    const sheet = await sprite(pixels, { count: 4, height: 20, width: 40, channels: 3 }, 800)
    expect([sheet.tileWidth, sheet.tileHeight]).toEqual([20, 10])
    const { data } = await pixelsOf(sheet.uri)
    expect(Math.abs(data[0]! - 200)).toBeLessThan(8)
    expect((await sprite(pixels, { count: 4, height: 20, width: 40, channels: 3 }, 1)).tileHeight).toBe(1)
  })

  it('refuses pixels that do not fit their shape', async () => {
    await expect(sprite(new Uint8Array(3), { count: 1, height: 2, width: 2, channels: 1 })).rejects.toThrow('got 3')
    await expect(sprite(new Uint8Array(0), { count: 0, height: 2, width: 2, channels: 1 })).rejects.toThrow(
      'at least one',
    )
  })
})
