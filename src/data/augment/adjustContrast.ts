import type { Image } from './augment.ts'
import { blendedWith, look } from './blended.ts'
import { luma } from './luma.ts'

/** Blends an image with the mean of its grey values, in place (torchvision's adjust_contrast on bytes).
 *  @param factor 0 or more: 0 plain grey, 1 as it is */
export function adjustContrast(image: Image, factor: number): void {
  look(image.data, blendedWith(meanLuma(image), factor))
}

function meanLuma({ data, channels }: Image): number {
  let sum = 0
  if (channels === 1) for (let i = 0; i < data.length; i++) sum += data[i]!
  else for (let i = 0; i < data.length; i += 3) sum += luma(data[i]!, data[i + 1]!, data[i + 2]!)
  return (sum * channels) / data.length
}
