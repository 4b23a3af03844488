/** `#rrggbb`, or `#rgb` as a style's build may shorten it, as 0xBBGGRR, as pixels of a canvas have it. */
export function pixelOf(colour: string): number {
  const digits = colour.slice(1)
  const rgb = Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16)
  return ((rgb & 255) << 16) | (rgb & 0xff00) | (rgb >> 16)
}
