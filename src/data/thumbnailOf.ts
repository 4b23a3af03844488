import type { ImageSource } from './dataset.ts'
import { openImage } from './openImage.ts'

/** A small copy of an image as WebP, upright, alpha laid on white, in its own proportions: its longer side at most `longest` pixels.
 *  A smaller image is not enlarged. Fails as `decode` does on what is damaged, no image, or too large.
 *  @param longest default 96 */
export async function thumbnailOf(source: ImageSource, longest = 96): Promise<Uint8Array> {
  const image = await openImage(source, 'thumbnailOf')
  return image
    .sharp()
    .flatten({ background: '#fff' })
    .resize(longest, longest, { fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .webp({ quality: 80, effort: 1 })
    .toBuffer()
    .catch(image.explain)
}
