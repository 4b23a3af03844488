import sharp from 'sharp'
import { demand, fail } from '../errors.ts'
import type { ImageSource } from './dataset.ts'

/** What a picture from outside may be. */
const kinds = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'heif', 'jxl']
const mostPixels = 50_000_000

/** A picture that somebody sent, as a source: a still image by its content, whatever its name, of at most 50 million pixels. Only its
 *  header has been read. Fails on anything else. */
export async function stillPicture(content: Uint8Array, who = 'the picture'): Promise<ImageSource> {
  demand(content.length > 0, { who, rule: 'must be an image', value: '0 bytes', remedy: 'send one' })
  const remedy = 'send a photograph or drawing as JPEG, PNG, WebP, GIF, TIFF or AVIF'
  const { format, width, height, pages } = await sharp(content, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => fail({ who, rule: 'must be a whole image', remedy, cause }))
  demand(kinds.includes(format ?? ''), { who, rule: 'must be an image of pixels', value: format, remedy })
  demand((pages ?? 1) === 1, {
    who,
    rule: 'must be a still image',
    value: `${pages} frames`,
    remedy: 'send one frame of it',
  })
  demand(width !== undefined && height !== undefined && width * height <= mostPixels, {
    who,
    rule: `may have at most ${mostPixels / 1e6} million pixels`,
    value: `${width} x ${height}`,
    remedy: 'make it smaller',
  })
  return { kind: 'bytes', read: async () => content }
}
