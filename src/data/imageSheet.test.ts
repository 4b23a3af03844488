import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { imageSheet } from './imageSheet.ts'

const plain = (width: number, height: number, background: string): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()

/** [red, green, blue, alpha] of a pixel of a sheet, in steps of 64. */
async function pixelOf(bytes: Uint8Array, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return [...data.subarray(4 * (y * info.width + x), 4 * (y * info.width + x) + 4)].map((v) => Math.round(v / 64))
}

describe('imageSheet', () => {
  it('puts images row by row, whole, in the middle of square tiles that are see-through beside them', async () => {
    const images = [await plain(40, 20, '#f00'), await plain(20, 40, '#0f0'), await plain(40, 40, '#00f')]
    const { bytes, columns, rows, tile } = await imageSheet(images, { tile: 40 })
    expect({ columns, rows, tile }).toEqual({ columns: 2, rows: 2, tile: 40 })
    expect(await pixelOf(bytes, 20, 20)).toEqual([4, 0, 0, 4])
    expect((await pixelOf(bytes, 20, 4))[3]).toBe(0)
    expect(await pixelOf(bytes, 60, 20)).toEqual([0, 4, 0, 4])
    expect((await pixelOf(bytes, 44, 20))[3]).toBe(0)
    expect(await pixelOf(bytes, 20, 60)).toEqual([0, 0, 4, 4])
    expect((await pixelOf(bytes, 60, 60))[3]).toBe(0)
  })

  it('never enlarges an image, and shrinks the tiles to stay within its budget', async () => {
    const small = await plain(10, 10, '#fff')
    const whole = await imageSheet([small, await plain(40, 10, '#fff')], { tile: 60 })
    expect(whole.tile).toBe(40)
    expect((await pixelOf(whole.bytes, 4, 4))[3]).toBe(0)
    expect((await pixelOf(whole.bytes, 20, 20))[3]).toBe(4)
    const { tile, columns, rows } = await imageSheet(Array(10).fill(await plain(40, 40, '#fff')), {
      tile: 60,
      budget: 4800,
    })
    expect({ tile, columns, rows }).toEqual({ tile: 20, columns: 4, rows: 3 })
  })

  it('names what it cannot do', async () => {
    await expect(imageSheet([], { tile: 40 })).rejects.toThrow('at least one image')
  })
})
