import { demand } from '../../errors.ts'
import type { Size, Window } from '../augment/augment.ts'
import type { ImageSource } from '../dataset.ts'
import { openImage } from '../openImage.ts'
import { repeated } from '../repeated.ts'

/** Which part of an image is wanted, when its size is known. */
export interface Cut {
  /** What the image is resized to first. */
  readonly resized?: Size
  /** The part of the (resized) image. */
  readonly window: Window
}

/** Decodes a part of an image to size.height * size.width * channels bytes, row by row, channels last, in sRGB, as `decode` does a
 *  whole one. Resized bilinearly with antialiasing, which is what Pillow and so torchvision calls bilinear; a part of the
 *  wanted size is not resized.
 *  @param cut is asked once the image's size, upright by EXIF, is known */
export async function decodeWindow(
  source: ImageSource,
  { width, height, channels }: Size & { readonly channels: 1 | 3 },
  cut: (from: Size) => Cut,
): Promise<Uint8Array> {
  const image = await openImage(source, 'decode')
  const pipeline = image.sharp()
  const { autoOrient } = await pipeline.metadata().catch(image.explain)
  const { resized, window } = cut(autoOrient)
  const whole = resized ?? autoOrient
  const inner = inside(window, whole)
  const scaled = window.width !== width || window.height !== height
  demand(!scaled || resized === undefined, {
    who: 'decode',
    rule: `a resized image is cut to ${width} x ${height}`,
    value: `${window.width} x ${window.height}`,
  })
  let stage = pipeline.flatten({ background: '#fff' })
  if (resized !== undefined) stage = stage.resize(resized.width, resized.height, { fit: 'fill', kernel: 'linear' })
  stage = stage.extract(inner)
  if (scaled) stage = stage.resize(width, height, { fit: 'fill', kernel: 'linear' })
  else if (inner.width < width || inner.height < height)
    stage = stage.extend({
      left: inner.left - window.left,
      top: inner.top - window.top,
      right: width - inner.width - (inner.left - window.left),
      bottom: height - inner.height - (inner.top - window.top),
      background: '#000',
    })
  const { data, info } = await stage
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch(image.explain)
  if (info.channels === 1 && channels === 3) return repeated(data)
  demand(info.channels === channels, { who: 'decode', rule: `it must have ${channels} channels`, value: info.channels })
  return data
}

/** The part of a window that lies within an image. */
function inside(window: Window, { width, height }: Size): Window {
  const left = Math.max(0, window.left)
  const top = Math.max(0, window.top)
  return {
    left,
    top,
    width: Math.min(width, window.left + window.width) - left,
    height: Math.min(height, window.top + window.height) - top,
  }
}
