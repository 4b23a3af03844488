import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decode } from './decode.ts'
import { patterned, plain } from './images.testing.ts'
import { stillPicture } from './stillPicture.ts'

/** A PNG that says it is of some size, and whose pixels are zeros as far as they go. */
function bomb(width: number, height: number): Buffer {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1 << 20))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

describe('stillPicture', () => {
  it('takes still images by their content', async () => {
    const png = await patterned(20, 10, 1)
    for (const content of [png, await sharp(png).jpeg().toBuffer(), await sharp(png).webp().toBuffer()]) {
      const pixels = await decode(await stillPicture(content), { width: 8, height: 8, channels: 3 })
      expect(pixels.length).toBe(192)
    }
  })

  it('refuses an image of more pixels than 50 million by its header, however few bytes it has', async () => {
    await expect(stillPicture(bomb(100_000, 100_000))).rejects.toThrow(
      /may have at most 50 million pixels, got '100000 x 100000'; make it smaller/,
    )
    await expect(stillPicture(bomb(8000, 6251))).rejects.toThrow(/50 million/)
  })

  it('refuses animations, drawings of vectors, text, and nothing', async () => {
    const frames = await Promise.all([1, 2].map((seed) => patterned(16, 16, seed)))
    const animated = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer()
    await expect(stillPicture(animated)).rejects.toThrow(/must be a still image, got '2 frames'/)
    const vector = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
    )
    await expect(stillPicture(vector)).rejects.toThrow(/must be an image of pixels, got 'svg'; send a photograph/)
    await expect(stillPicture(Buffer.from('hello'))).rejects.toThrow(/must be a whole image; send a photograph/)
    await expect(stillPicture(new Uint8Array(0))).rejects.toThrow(/0 bytes/)
  })

  it('of a file that is cut off fails when it is decoded', async () => {
    const cut = (await patterned(64, 64, 3)).subarray(0, 300)
    const opened = stillPicture(cut).then((source) => decode(source, { width: 8, height: 8, channels: 3 }))
    await expect(opened).rejects.toThrow(/must be a whole image/)
  })

  it('says who complains', async () => {
    await expect(stillPicture(await plain(), 'x')).resolves.toBeDefined()
    await expect(stillPicture(Buffer.from('hello'), 'x')).rejects.toThrow(/^x: /)
  })
})
