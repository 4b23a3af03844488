import type { Image } from './augment.ts'
import { byteOf, products } from './blended.ts'
import { luma } from './luma.ts'

/** Blends an image with its grey values, in place (torchvision's adjust_saturation on bytes). Grey images stay as they are.
 *  @param factor 0 or more: 0 grey, 1 as it is */
export function adjustSaturation({ data, channels }: Image, factor: number): void {
  if (channels === 1) return
  const own = products(factor)
  const other = products(1 - factor)
  for (let i = 0; i < data.length; i += 3) {
    const r = data[i]!
    const g = data[i + 1]!
    const b = data[i + 2]!
    const rest = other[luma(r, g, b)]!
    data[i] = byteOf(Math.fround(own[r]! + rest))
    data[i + 1] = byteOf(Math.fround(own[g]! + rest))
    data[i + 2] = byteOf(Math.fround(own[b]! + rest))
  }
}
