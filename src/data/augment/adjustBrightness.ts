import type { Image } from './augment.ts'
import { blendedWith, look } from './blended.ts'

/** Blends an image with black, in place: each byte becomes factor * v (torchvision's adjust_brightness on bytes).
 *  @param factor 0 or more: 0 black, 1 as it is */
export function adjustBrightness({ data }: Image, factor: number): void {
  look(data, blendedWith(0, factor))
}
