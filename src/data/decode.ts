import { demand } from '../errors.ts'
import type { Fit, ImageSource } from './dataset.ts'
import { openImage } from './openImage.ts'
import { repeated } from './repeated.ts'

/** The shape that every image is brought to. */
export interface DecodeOptions {
  /** Pixels. */
  readonly width: number
  /** Pixels. */
  readonly height: number
  /** 1: grey, 3: red, green, blue. */
  readonly channels: 1 | 3
  /** `cover` (default) crops the centre, `fill` stretches. */
  readonly fit?: Fit
}

/** Decodes one image to height * width * channels bytes, row by row, channels last, in sRGB. EXIF orientation is applied,
 *  alpha laid on white, 16 bits made 8, CMYK made RGB; of an animation the first frame counts. Resized by Lanczos (a = 3).
 *  The result may be a view of the source: not to be written to. Fails on what is damaged, no image, or beyond 2^28 pixels. */
export async function decode(source: ImageSource, options: DecodeOptions): Promise<Uint8Array> {
  const { width, height, channels, fit = 'cover' } = options
  if (source.kind === 'grey' && source.width === width && source.height === height) {
    return channels === 1 ? source.pixels : repeated(source.pixels)
  }
  const image = await openImage(source, 'decode')
  const { data, info } = await image
    .sharp()
    .flatten({ background: '#fff' })
    .resize(width, height, { fit, kernel: 'lanczos3' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(image.explain)
  if (info.channels === 1 && channels === 3) return repeated(data)
  demand(info.channels === channels, { who: 'decode', rule: `it must have ${channels} channels`, value: info.channels })
  return data
}
