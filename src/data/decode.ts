import { access, constants } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { demand, fail } from '../errors.ts'
import type { Fit, ImageSource } from './dataset.ts'

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

/** The most pixels an image may have: 2^28, about 16,000 x 16,000. Decoding one takes some 0.1 GB, an interlaced or progressive
 *  one 0.8 GB. */
const mostPixels = 2 ** 28

// One thread an image and no cache of results: several images are decoded at a time, each of them once.
sharp.concurrency(1)
sharp.cache(false)

/** Decodes one image to height * width * channels bytes, row by row, channels last, in sRGB. EXIF orientation is applied,
 *  alpha laid on white, 16 bits made 8, CMYK made RGB; of an animation the first frame counts. Resized by Lanczos (a = 3).
 *  The result may be a view of the source: not to be written to. Fails on what is damaged, no image, or beyond 2^28 pixels. */
export async function decode(source: ImageSource, options: DecodeOptions): Promise<Uint8Array> {
  const { width, height, channels, fit = 'cover' } = options
  if (source.kind === 'grey' && source.width === width && source.height === height) {
    return channels === 1 ? source.pixels : repeated(source.pixels)
  }
  const input = await inputOf(source)
  const { data, info } = await input(mostPixels)
    .flatten({ background: '#fff' })
    .resize(width, height, { fit, kernel: 'lanczos3' })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true })
    .catch((cause) => explain(source, input, cause))
  if (info.channels === 1 && channels === 3) return repeated(data)
  demand(info.channels === channels, { who: 'decode', rule: `it must have ${channels} channels`, value: info.channels })
  return data
}

type Open = (limitInputPixels: number | false) => Sharp

async function inputOf(source: ImageSource): Promise<Open> {
  // `error`: damaged or cut off files fail, mere oddities of a header do not.
  const options = { failOn: 'error', autoOrient: true } as const
  if (source.kind === 'file') return (limit) => sharp(source.path, { ...options, limitInputPixels: limit })
  if (source.kind === 'bytes') {
    const bytes = await source.read()
    return (limit) => sharp(bytes, { ...options, limitInputPixels: limit })
  }
  const { pixels, width, height } = source
  return (limit) => sharp(pixels, { ...options, limitInputPixels: limit, raw: { width, height, channels: 1 } })
}

async function explain(source: ImageSource, input: Open, cause: unknown): Promise<never> {
  if (source.kind === 'file') {
    await access(source.path, constants.R_OK).catch((reason) =>
      fail({ who: 'decode', rule: 'the file must be readable', value: reason, cause: reason }),
    )
  }
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/pixel limit/.test(message)) {
    const size = await sharpSize(input)
    return fail({
      who: 'decode',
      rule: `an image may have at most ${mostPixels} pixels`,
      value: size,
      remedy: 'make it smaller',
      cause,
    })
  }
  return fail({
    who: 'decode',
    rule: 'the file must be a whole image',
    value: message.replaceAll(/\s+/g, ' ').trim(),
    cause,
  })
}

async function sharpSize(input: Open): Promise<string> {
  return input(false)
    .metadata() // reads the header only
    .then(
      ({ width, height }) => `${width} x ${height}`,
      () => 'more',
    )
}

/** Grey bytes as red, green, blue. */
function repeated(grey: Uint8Array): Uint8Array {
  const out = new Uint8Array(grey.length * 3)
  for (let i = 0; i < grey.length; i++) out.fill(grey[i]!, 3 * i, 3 * i + 3)
  return out
}
