import type { Image } from './augment.ts'

const { fround, max, min } = Math

/** Turns the hue of an image in place, by HSV in single precision (torchvision's adjust_hue on bytes, after Pillow's
 *  formulas). Grey images stay as they are.
 *  @param turn in [-0.5, 0.5], in whole turns of the circle of colours
 *
 *  Of a colour only the middle one of its three values changes, in steps, and which of them it is: the greatest stays v and the
 *  least v (1 - s). So these two come from tables, and one quotient is all that is left of the hue. */
export function adjustHue({ data, channels }: Image, turn: number): void {
  if (channels === 1) return
  const shift = fround(turn)
  for (let at = 0; at < data.length; at += 3) {
    const r = data[at]!
    const g = data[at + 1]!
    const b = data[at + 2]!
    let most: number
    let least: number
    let sixths: number
    if (r >= g && r >= b) {
      most = r
      if (g > b) {
        least = b
        sixths = fround(1 - share(r, g, b))
      } else {
        least = g
        sixths = r === g ? 0 : fround(share(r, b, g) - 1)
      }
    } else if (g >= b) {
      most = g
      if (r > b) {
        least = b
        sixths = fround(fround(2 + share(g, r, b)) - 1)
      } else {
        least = r
        sixths = fround(3 - share(g, b, r))
      }
    } else {
      most = b
      if (g > r) {
        least = r
        sixths = fround(fround(4 + share(b, g, r)) - 1)
      } else {
        least = g
        sixths = fround(5 - share(b, r, g))
      }
    }
    let hue = fround(fround(sixths / 6) + 1)
    if (hue >= 1) hue -= 1
    hue = fround(hue + shift)
    if (hue >= 1) hue -= 1
    else if (hue < 0) hue = fround(hue + 1)
    const turned = fround(hue * 6)
    const sector = turned | 0
    const rest = fround(turned - sector)
    const pair = (most << 8) | least
    const s = saturations[pair]!
    const ramp = fround(1 - fround(s * ((sector & 1) === 0 ? fround(1 - rest) : rest)))
    const middle = fround(min(1, max(0, fround(values[most]! * ramp))) * 255) | 0
    const top = tops[most]!
    const bottom = bottoms[pair]!
    const order = orders[sector]!
    data[at + (order & 3)] = top
    data[at + ((order >> 2) & 3)] = middle
    data[at + (order >> 4)] = bottom
  }
}

/** (most - middle) / (most - least) */
const share = (most: number, middle: number, least: number): number =>
  fround(fround(values[most]! - values[middle]!) / fround(values[most]! - values[least]!))

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
