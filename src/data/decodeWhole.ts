import type { ImageSource } from './dataset.ts'
import { openImage } from './openImage.ts'
import { repeated } from './repeated.ts'

/** An image in its own size: uint8, row by row, channels last. */
export interface WholeImage {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/** Decodes one image as `decode` does, but does not resize it. Fails on what is damaged, no image, or too large. */
export async function decodeWhole(source: ImageSource, channels: 1 | 3): Promise<WholeImage> {
  const image = await openImage(source, 'decodeWhole')
  const { data, info } = await image
    .sharp()
    .flatten({ background: '#fff' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(image.explain)
  const pixels = info.channels === 1 && channels === 3 ? repeated(data) : data
  return { pixels, width: info.width, height: info.height }
}
