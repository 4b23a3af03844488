import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decode } from './decode.ts'
import { plain, plant, temporary } from './images.testing.ts'

const rgb = (width: number, height: number) => ({ width, height, channels: 3 }) as const
const bytes = (content: Uint8Array) => ({ kind: 'bytes', read: async () => content }) as const

/** Raw pixels as an image to encode. */
const raw = (values: readonly number[], width: number, height: number, channels: 1 | 3 | 4) =>
  sharp(Uint8Array.from(values), { raw: { width, height, channels } })

async function expectNear(actual: Promise<Uint8Array>, expected: readonly number[], tolerance: number): Promise<void> {
  const values = [...(await actual)]
  expect(values).toHaveLength(expected.length)
  values.forEach((value, i) => {
    expect(Math.abs(value - expected[i]!), `${values} for ${expected}`).toBeLessThanOrEqual(tolerance)
  })
}

describe('decode', () => {
  it('gives rows of red, green, blue as they are where the size fits', async () => {
    const values = [255, 0, 0, 0, 255, 0, 0, 0, 255, 10, 20, 30, 40, 50, 60, 70, 80, 90]
    const png = await raw(values, 3, 2, 3).png().toBuffer()
    expect([...(await decode(bytes(png), rgb(3, 2)))]).toEqual(values)
  })

  it('crops the centre for cover and stretches for fill', async () => {
    const png = await raw([255, 0, 0, 0, 255, 0, 0, 255, 0, 0, 0, 255], 4, 1, 3).png().toBuffer()
    expect([...(await decode(bytes(png), rgb(1, 1)))].map((v) => v > 128)).toEqual([false, true, false])
    const wide = await decode(bytes(png), { ...rgb(2, 1), fit: 'fill' })
    expect(wide).toHaveLength(6)
    expect(wide[0]).toBeGreaterThan(wide[2]!) // red still leans left, blue right
    expect(wide[5]).toBeGreaterThan(wide[3]!)
  })

  it('brings 1 x 1 to any size', async () => {
    const png = await plain(1, 1, '#102030')
    expect([...(await decode(bytes(png), rgb(2, 2)))]).toEqual([16, 32, 48, 16, 32, 48, 16, 32, 48, 16, 32, 48])
  })

  it('applies the EXIF orientation', async () => {
    const image = raw([255, 255, 255, 0, 0, 0], 1, 2, 3) // white above black
    const upright = await image.clone().png().toBuffer()
    const turned = await sharp(upright).withMetadata({ orientation: 6 }).png().toBuffer() // to be turned clockwise
    expect([...(await decode(bytes(turned), rgb(2, 1)))]).toEqual([0, 0, 0, 255, 255, 255])
  })

  it('lays alpha on white', async () => {
    const png = await raw([0, 0, 0, 0, 0, 0, 0, 255, 0, 0, 0, 128], 3, 1, 4).png().toBuffer()
    await expectNear(decode(bytes(png), rgb(3, 1)), [255, 255, 255, 0, 0, 0, 127, 127, 127], 1)
    await expectNear(decode(bytes(png), { ...rgb(3, 1), channels: 1 }), [255, 0, 127], 1)
  })

  it('makes grey of colours, and colours of grey', async () => {
    const grey = await raw([0, 100, 255], 3, 1, 1).toColourspace('b-w').png().toBuffer()
    expect((await sharp(grey).metadata()).channels).toBe(1)
    await expectNear(decode(bytes(grey), rgb(3, 1)), [0, 0, 0, 100, 100, 100, 255, 255, 255], 0)
    await expectNear(decode(bytes(grey), { ...rgb(3, 1), channels: 1 }), [0, 100, 255], 0)
    const colour = await raw([255, 255, 255, 100, 100, 100, 0, 0, 0], 3, 1, 3).png().toBuffer()
    await expectNear(decode(bytes(colour), { ...rgb(3, 1), channels: 1 }), [255, 100, 0], 1)
  })

  it('makes 8 bits of 16, in colour, grey and with alpha', async () => {
    const deep = Uint16Array.from([0, 25700, 65535])
    const grey16 = await sharp(deep, { raw: { width: 3, height: 1, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer()
    const rgb16 = await sharp(deep, { raw: { width: 1, height: 1, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    const rgba16 = await sharp(Uint16Array.from([...deep, 65535]), { raw: { width: 1, height: 1, channels: 4 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer()
    for (const png of [grey16, rgb16, rgba16]) expect((await sharp(png).metadata()).depth).toBe('ushort')
    await expectNear(decode(bytes(grey16), { ...rgb(3, 1), channels: 1 }), [0, 100, 255], 1)
    await expectNear(decode(bytes(grey16), rgb(3, 1)), [0, 0, 0, 100, 100, 100, 255, 255, 255], 1)
    await expectNear(decode(bytes(rgb16), rgb(1, 1)), [0, 100, 255], 1)
    await expectNear(decode(bytes(rgba16), rgb(1, 1)), [0, 100, 255], 1)
  })

  it('makes RGB of CMYK', async () => {
    const white = await sharp(await plain(8, 8, '#fff'))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    const red = await sharp(await plain(8, 8, '#f00'))
      .toColourspace('cmyk')
      .jpeg()
      .toBuffer()
    expect((await sharp(red).metadata()).space).toBe('cmyk')
    await expectNear(decode(bytes(white), rgb(1, 1)), [255, 255, 255], 6)
    const [r, g, b] = await decode(bytes(red), rgb(1, 1))
    expect(r! > 180 && g! < 80 && b! < 80).toBe(true)
  })

  it('takes the first frame of an animation', async () => {
    const frames = raw([255, 0, 0, 0, 0, 255], 1, 2, 3).gif().toBuffer()
    const gif = await sharp(await Promise.all([plain(2, 2, '#f00'), plain(2, 2, '#00f')]), { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(gif, { pages: -1 }).metadata()).pages).toBe(2)
    await expectNear(decode(bytes(gif), rgb(1, 1)), [255, 0, 0], 3)
    await expectNear(decode(bytes(await frames), rgb(1, 2)), [255, 0, 0, 0, 0, 255], 3)
  })

  it('reads files whose names hold spaces, quotes, brackets and letters of any script', async () => {
    const root = temporary()
    const names = [`it's "one" two.png`, 'photo [1].png', 'x.png[page=1].png', '%d.png', '日本 Ω é.png', '-flag.png']
    await plant(root, names)
    for (const name of names) {
      expect([...(await decode({ kind: 'file', path: join(root, name) }, rgb(1, 1)))]).toEqual([128, 64, 32])
    }
  })

  it('takes grey pixels as they are, repeats them for three channels, and resizes others', async () => {
    const grey = { kind: 'grey', pixels: Uint8Array.of(1, 2, 3, 4), width: 2, height: 2 } as const
    expect(await decode(grey, { width: 2, height: 2, channels: 1 })).toBe(grey.pixels)
    expect([...(await decode(grey, rgb(2, 2)))]).toEqual([1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    const flat = { ...grey, pixels: new Uint8Array(4).fill(7) }
    expect([...(await decode(flat, { width: 3, height: 1, channels: 1 }))]).toEqual([7, 7, 7])
    expect([...(await decode(flat, rgb(1, 1)))]).toEqual([7, 7, 7])
  })

  it('fails on files that are cut off, no images, empty or missing, and says so', async () => {
    const root = temporary()
    const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251)
    const jpeg = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
      .jpeg()
      .toBuffer()
    const png = await sharp(jpeg).png().toBuffer()
    writeFileSync(join(root, 'cut.jpg'), jpeg.subarray(0, jpeg.length / 2))
    writeFileSync(join(root, 'cut.png'), png.subarray(0, png.length / 2))
    writeFileSync(join(root, 'text.jpg'), 'this is text, not an image')
    writeFileSync(join(root, 'empty.jpg'), '')
    for (const name of ['cut.jpg', 'cut.png', 'text.jpg', 'empty.jpg']) {
      for (const side of [4, 64]) {
        const reading = decode({ kind: 'file', path: join(root, name) }, rgb(side, side))
        await expect(reading, name).rejects.toThrow('decode: the file must be a whole image, got')
      }
    }
    await expect(decode({ kind: 'file', path: join(root, 'gone.jpg') }, rgb(4, 4))).rejects.toThrow(
      'decode: the file must be readable, got ENOENT',
    )
  })

  it.skipIf(process.getuid?.() === 0)('fails on a file that may not be read', async () => {
    const root = temporary()
    await plant(root, ['closed.png'])
    chmodSync(join(root, 'closed.png'), 0)
    await expect(decode({ kind: 'file', path: join(root, 'closed.png') }, rgb(4, 4))).rejects.toThrow('got EACCES')
  })

  it('refuses 20,000 x 20,000 pixels, naming the limit', async () => {
    // Only the header is read, so one row of pixels is enough of a body.
    const row = await sharp({ create: { width: 20_000, height: 1, channels: 3, background: '#fff' } })
      .png()
      .toBuffer()
    row.writeUInt32BE(20_000, 20)
    row.writeUInt32BE(crc32(row.subarray(12, 29)), 29)
    await expect(decode(bytes(row), rgb(4, 4))).rejects.toThrow(
      "decode: an image may have at most 268435456 pixels, got '20000 x 20000'; make it smaller",
    )
  })
})
