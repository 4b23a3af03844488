import { access, constants } from 'node:fs/promises'
import sharp, { type Sharp } from 'sharp'
import { demand, fail } from '../errors.ts'
import type { ImageSource } from './dataset.ts'

/** The most pixels an image may have: 2^28, about 16,000 x 16,000. Decoding one takes some 0.1 GB, an interlaced or progressive
 *  one 0.8 GB. */
const mostPixels = 2 ** 28

// One thread an image and no cache of results: several images are decoded at a time, each of them once.
sharp.concurrency(1)
sharp.cache(false)

/** An image that is about to be decoded. */
export interface OpenImage {
  /** A new pipeline from its pixels, upright by EXIF. */
  readonly sharp: () => Sharp
  /** Fails with what is wrong with the image: to be called with what a pipeline threw. */
  readonly explain: (cause: unknown) => Promise<never>
}

/** Opens the source of an image; nothing is decoded yet.
 *  @param who complains */
export async function openImage(source: ImageSource, who: string): Promise<OpenImage> {
  const open = await inputOf(source, who)
  return { sharp: () => open(mostPixels), explain: (cause) => explain(source, open, cause, who) }
}

type Open = (limitInputPixels: number | false) => Sharp

async function inputOf(source: ImageSource, who: string): Promise<Open> {
  // `error`: damaged or cut off files fail, mere oddities of a header do not.
  const options = { failOn: 'error', autoOrient: true } as const
  if (source.kind === 'file') return (limit) => sharp(source.path, { ...options, limitInputPixels: limit })
  if (source.kind === 'bytes') {
    const bytes = await source.read()
    demand(bytes.length > 0, { who, rule: 'the file must be a whole image', value: '0 bytes' })
    return (limit) => sharp(bytes, { ...options, limitInputPixels: limit })
  }
  const { pixels, width, height } = source
  return (limit) => sharp(pixels, { ...options, limitInputPixels: limit, raw: { width, height, channels: 1 } })
}

async function explain(source: ImageSource, input: Open, cause: unknown, who: string): Promise<never> {
  if (source.kind === 'file') {
    await access(source.path, constants.R_OK).catch((reason) =>
      fail({ who, rule: 'the file must be readable', value: reason, cause: reason }),
    )
  }
  const message = cause instanceof Error ? cause.message : String(cause)
  if (/pixel limit/.test(message)) {
    const size = await sharpSize(input)
    return fail({
      who,
      rule: `an image may have at most ${mostPixels} pixels`,
      value: size,
      remedy: 'make it smaller',
      cause,
    })
  }
  return fail({ who, rule: 'the file must be a whole image', value: message.replaceAll(/\s+/g, ' ').trim(), cause })
}

async function sharpSize(input: Open): Promise<string> {
  return input(false)
    .metadata() // reads the header only
    .then(
      ({ width, height }) => `${width} x ${height}`,
      () => 'more',
    )
}
