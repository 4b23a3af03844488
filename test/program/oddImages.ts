import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { picture } from './tree.ts'

/** Images that are unusual and fine, by file name: each shall be decoded. */
export async function oddImages(): Promise<Record<string, Uint8Array>> {
  const plain = await picture('odd', 0)
  const { data } = await sharp(plain).raw().toBuffer({ resolveWithObject: true })
  const frames = await Promise.all([0, 1, 2].map((i) => picture('odd', i)))
  const deep = Uint16Array.from(data, (value) => value * 257)
  const turned = sharp(plain).rotate(-90) // and said to be: readers turn it back
  return {
    'grey.png': await sharp(plain).greyscale().png().toBuffer(),
    'alpha.png': await sharp(plain).ensureAlpha(0.5).png().toBuffer(),
    '16 bit.png': await sharp(deep, { raw: { width: 16, height: 16, channels: 3 } })
      .toColourspace('rgb16')
      .png()
      .toBuffer(),
    'cmyk.jpg': await sharp(plain).toColourspace('cmyk').jpeg().toBuffer(),
    'animated.gif': await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
    'upright.png': plain,
    'turned.png': await sharp(await turned.png().toBuffer())
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer(),
    'one pixel.png': await sharp({ create: { width: 1, height: 1, channels: 3, background: '#48a' } })
      .png()
      .toBuffer(),
    'UPPER.JPEG': await sharp(plain).jpeg().toBuffer(),
    'photo.webp': await sharp(plain).webp().toBuffer(),
    'photo.tif': await sharp(plain).tiff().toBuffer(),
  }
}

/** Files that are no whole image, by file name, with what must be said of each. */
export async function badImages(): Promise<Record<string, { bytes: Uint8Array; reason: RegExp }>> {
  const noise = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 251)
  const jpeg = await sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .jpeg()
    .toBuffer()
  return {
    'notes.jpg': { bytes: new TextEncoder().encode('this is no picture\n'), reason: /must be a whole image/ },
    'cut off.jpg': { bytes: jpeg.subarray(0, jpeg.length / 2), reason: /must be a whole image/ },
    'empty.png': { bytes: new Uint8Array(0), reason: /must be a whole image/ },
    'huge.png': {
      bytes: hugePng(20_000),
      reason: /at most 268435456 pixels, got '20000 x 20000'; make it smaller/,
    },
  }
}

/** A black PNG of one bit a pixel: some 50 kB, whatever a decoder would make of it. */
function hugePng(side: number): Uint8Array {
  const chunk = (type: string, body: Uint8Array): Buffer => {
    const content = Buffer.concat([Buffer.from(type, 'latin1'), body])
    const frame = Buffer.alloc(4)
    frame.writeUInt32BE(body.length)
    const sum = Buffer.alloc(4)
    sum.writeUInt32BE(crc(content))
    return Buffer.concat([frame, content, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header[8] = 1
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 1 })
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', new Uint8Array(0))])
}

/** CRC-32 of PNG (ISO 3309). */
function crc(bytes: Uint8Array): number {
  let c = 0xffffffff
  for (const byte of bytes) {
    c ^= byte
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1
  }
  return (c ^ 0xffffffff) >>> 0
}
