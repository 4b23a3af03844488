import sharp from 'sharp'
import { demand } from '../errors.ts'

/** Images as tiles of one size in one image, row by row. */
export interface ImageSheet {
  /** WebP, see-through where a tile is not filled. */
  readonly bytes: Uint8Array
  readonly columns: number
  readonly rows: number
  /** Pixels of a tile, which is a square. */
  readonly tile: number
}

/** WebP ends at 16,383 pixels a side. */
const mostSide = 16_383

/** Puts images (any format) on one sheet, each in the middle of a square tile, whole and never enlarged.
 *  @param tile pixels of a tile's side, at most: smaller where no image is as large, or all tiles would be more than `budget` pixels
 *  @param budget default 7 million: phones decode no more with ease */
export async function imageSheet(
  images: readonly Uint8Array[],
  { tile: largest, budget = 7_000_000 }: { readonly tile: number; readonly budget?: number },
): Promise<ImageSheet> {
  demand(images.length > 0, { who: 'imageSheet', rule: 'needs at least one image' })
  const sizes = await Promise.all(images.map((image) => sharp(image).metadata()))
  const widest = sizes.reduce((most, { width, height }) => Math.max(most, width, height), 1)
  const columns = Math.ceil(Math.sqrt(images.length))
  const rows = Math.ceil(images.length / columns)
  const tile = Math.max(
    1,
    Math.min(largest, widest, Math.floor(Math.sqrt(budget / (columns * rows))), Math.floor(mostSide / columns)),
  )
  const [width, height] = [columns * tile, rows * tile]
  const sheet = new Uint8Array(width * height * 4)
  for (const [i, image] of images.entries()) {
    const { data, info } = await sharp(image)
      .resize(tile, tile, { fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true })
    const left = (i % columns) * tile + Math.floor((tile - info.width) / 2)
    const top = Math.floor(i / columns) * tile + Math.floor((tile - info.height) / 2)
    const line = info.width * 4
    for (let y = 0; y < info.height; y++)
      sheet.set(data.subarray(y * line, (y + 1) * line), ((top + y) * width + left) * 4)
  }
  const bytes = await sharp(sheet, { raw: { width, height, channels: 4 } })
    .webp({ quality: 74, alphaQuality: 60, effort: 4 })
    .toBuffer()
  return { bytes: new Uint8Array(bytes), columns, rows, tile }
}
