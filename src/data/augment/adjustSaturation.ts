import type { Image } from './augment.ts'
import { products } from './blended.ts'
import { luma } from './luma.ts'

/** Blends an image with its grey values, in place (torchvision's adjust_saturation on bytes). Grey images stay as they are.
 *  @param factor 0 or more: 0 grey, 1 as it is */
export function adjustSaturation({ data, channels }: Image, factor: number): void {
  if (channels === 1) return
  const own = products(factor)
  const other = products(1 - factor)
  // Keeps to 0..255 by itself what is stored.
  const out = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length)
  for (let i = 0; i < data.length; i += 3) {
    const r = data[i]!
    const g = data[i + 1]!
    const b = data[i + 2]!
    const rest = other[luma(r, g, b)]!
    out[i] = Math.fround(own[r]! + rest) | 0
    out[i + 1] = Math.fround(own[g]! + rest) | 0
    out[i + 2] = Math.fround(own[b]! + rest) | 0
  }
}
