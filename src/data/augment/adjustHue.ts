import type { Image } from './augment.ts'

const { floor, fround, max, min } = Math

/** Turns the hue of an image in place, by HSV in single precision (torchvision's adjust_hue on bytes, after Pillow's
 *  formulas). Grey images stay as they are.
 *  @param turn in [-0.5, 0.5], in whole turns of the circle of colours
 *
 *  Of a colour only the middle one of its three values changes, in steps, and which of them it is: the greatest stays v and the
 *  least v (1 - s), which come from tables. The middle one is computed in double precision; where that is so near to a step that
 *  single precision might fall on its other side, it is computed as torchvision does. */
export function adjustHue({ data, channels }: Image, turn: number): void {
  if (channels === 1) return
  const shift = fround(turn)
  for (let at = 0; at < data.length; at += 3) {
    const r = data[at]!
    const g = data[at + 1]!
    const b = data[at + 2]!
    let most: number
    let middle: number
    let least: number
    let base: number
    let way: number
    if (r >= g && r >= b) {
      most = r
      if (g > b) {
        middle = g
        least = b
        base = 1
        way = -1
      } else {
        middle = b
        least = g
        base = -1
        way = 1
      }
    } else if (g >= b) {
      most = g
      if (r > b) {
        middle = r
        least = b
        base = 1
        way = 1
      } else {
        middle = b
        least = r
        base = 3
        way = -1
      }
    } else {
      most = b
      if (g > r) {
        middle = g
        least = r
        base = 3
        way = 1
      } else {
        middle = r
        least = g
        base = 5
        way = -1
      }
    }
    const range = most - least
    const share = range === 0 ? 1 : (most - middle) / range
    let turned = base + way * share + 6 * shift
    if (turned >= 6) turned -= 6
    else if (turned < 0) turned += 6
    let sector = floor(turned)
    const rest = turned - sector
    let value = (sector & 1) === 0 ? least + range * rest : most - range * rest
    const step = value - floor(value)
    if (step < near || step > 1 - near || rest < near || rest > 1 - near) {
      const exact = exactly(most, middle, least, base, way, shift)
      value = exact & 255
      sector = exact >> 8
    }
    const order = orders[sector]!
    data[at + (order & 3)] = tops[most]!
    data[at + ((order >> 2) & 3)] = value
    data[at + (order >> 4)] = bottoms[(most << 8) | least]!
  }
}

/** Single precision is off by less than this, in bytes and in sixths of the circle. */
const near = 1e-3

/** The middle byte, and in the bits above it the sixth of the circle, in single precision step by step. */
function exactly(most: number, middle: number, least: number, base: number, way: number, shift: number): number {
  const range = fround(values[most]! - values[least]!)
  const share = range === 0 ? 0 : fround(fround(values[most]! - values[middle]!) / range)
  const sixths =
    range === 0
      ? 0
      : way < 0
        ? fround(base - share)
        : base < 0
          ? fround(share - 1)
          : fround(fround(base + 1 + share) - 1)
  let hue = fround(fround(sixths / 6) + 1)
  if (hue >= 1) hue -= 1
  hue = fround(hue + shift)
  if (hue >= 1) hue -= 1
  else if (hue < 0) hue = fround(hue + 1)
  const turned = fround(hue * 6)
  const sector = floor(turned)
  const rest = fround(turned - sector)
  const ramp = fround(1 - fround(saturations[(most << 8) | least]! * ((sector & 1) === 0 ? fround(1 - rest) : rest)))
  return (sector << 8) | floor(fround(min(1, max(0, fround(values[most]! * ramp))) * 255))
}

/** Bytes as numbers from 0 to 1. */
const values = Float32Array.from({ length: 256 }, (_, v) => v / 255)

/** For most * 256 + least: s = (most - least) / most. */
const saturations = Float32Array.from({ length: 65536 }, (_, pair) => {
  const [most, least] = [values[pair >> 8]!, values[pair & 255]!]
  return most <= least ? 0 : fround(most - least) / most
})

/** For most * 256 + least: v (1 - s) as a byte again. */
const bottoms = Uint8Array.from(
  saturations,
  (s, pair) => fround(min(1, max(0, fround(values[pair >> 8]! * fround(1 - s)))) * 255) | 0,
)

/** v as a byte again. */
const tops = Uint8Array.from(values, (v) => fround(v * 255) | 0)

/** In which channel the greatest, the middle and the least value stand, two bits each, by the sixth of the circle (and its
 *  end, which is its beginning): (v t p), (q v p), (p v t), (p q v), (t p v), (v p q). */
const orders = Uint8Array.from(
  [
    [0, 1, 2],
    [1, 0, 2],
    [1, 2, 0],
    [2, 1, 0],
    [2, 0, 1],
    [0, 2, 1],
    [0, 1, 2],
  ],
  ([top, middle, bottom]) => top! | (middle! << 2) | (bottom! << 4),
)
