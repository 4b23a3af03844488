/** Half-precision numbers (IEEE 754 binary16, by their bits) as float32, exactly. */
export function fromFloat16(bits: Uint16Array): Float32Array {
  return Float32Array.from(bits, one)
}

function one(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
