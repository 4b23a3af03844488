import sharp from 'sharp'
import { demand } from '../errors.ts'

/** Tiles of one size in one image, row by row. */
export interface Sprite {
  /** A data URI. */
  readonly uri: string
  readonly columns: number
  readonly rows: number
  /** Pixels of one tile. */
  readonly tileWidth: number
  readonly tileHeight: number
}

/** Shape of the pixels given to {@link sprite}. */
export interface SpriteShape {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: 1 | 3
}

/** One sheet of all images (WebP, data URI). `pixels`: uint8 [count, height, width, channels]. Tiles are shrunk, never
 *  enlarged, so that the sheet stays below `budget` pixels (8 million: phones decode no more with ease). */
export async function sprite(
  pixels: Uint8Array,
  { count, height, width, channels }: SpriteShape,
  budget = 8_000_000,
): Promise<Sprite> {
  demand(pixels.length === count * height * width * channels && count > 0, {
    who: 'sprite',
    rule: `needs count x height x width x channels = ${count} x ${height} x ${width} x ${channels} bytes, and at least one image`,
    value: pixels.length,
  })
  const shrink = Math.min(1, Math.sqrt(budget / (count * height * width)))
  const tileWidth = Math.max(1, Math.floor(width * shrink))
  const tileHeight = Math.max(1, Math.floor(height * shrink))
  // As square as tiles allow; WebP ends at 16,383 pixels a side, which the budget keeps us far from for square tiles.
  const columns = Math.max(1, Math.min(count, Math.round(Math.sqrt((count * tileHeight) / tileWidth))))
  const rows = Math.ceil(count / columns)
  const size = height * width * channels
  const sheet = new Uint8Array(columns * tileWidth * rows * tileHeight * channels)
  for (let i = 0; i < count; i++) {
    const image = pixels.subarray(i * size, (i + 1) * size)
    const tile =
      shrink === 1
        ? image
        : await sharp(image, { raw: { width, height, channels } })
            .resize(tileWidth, tileHeight, { fit: 'fill' })
            .toColourspace(channels === 1 ? 'b-w' : 'srgb')
            .raw()
            .toBuffer()
    const line = tileWidth * channels
    for (let y = 0; y < tileHeight; y++) {
      const top = Math.floor(i / columns) * tileHeight + y
      sheet.set(tile.subarray(y * line, (y + 1) * line), (top * columns + (i % columns)) * line)
    }
  }
  const bytes = await sharp(sheet, {
    raw: { width: columns * tileWidth, height: rows * tileHeight, channels },
  })
    .webp({ quality: 84, effort: 4 })
    .toBuffer()
  return { uri: `data:image/webp;base64,${bytes.toString('base64')}`, columns, rows, tileWidth, tileHeight }
}
