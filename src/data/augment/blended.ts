const { fround } = Math

/** Products of all bytes with a ratio, in single precision. */
export const products = (ratio: number): Float32Array => Float32Array.from({ length: 256 }, (_, v) => fround(ratio) * v)

/** A byte of a blend: cut to whole numbers as torchvision does, and to 0..255. */
export const byteOf = (x: number): number => (x <= 0 ? 0 : x >= 255 ? 255 : x | 0)

/** What bytes become that are blended with one number, ratio * v + (1 - ratio) * other, in single precision. */
export function blendedWith(other: number, ratio: number): Uint8Array {
  const rest = fround(fround(1 - ratio) * fround(other))
  return Uint8Array.from(products(ratio), (product) => byteOf(fround(product + rest)))
}

/** Replaces each byte by its entry in a table. */
export function look(data: Uint8Array, table: Uint8Array): void {
  for (let i = 0; i < data.length; i++) data[i] = table[data[i]!]!
}
