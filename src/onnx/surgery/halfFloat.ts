/** The largest number of IEEE 754 binary16. */
export const largestHalf = 65504

/** Float32 numbers as binary16 in bits: the nearest, of two equally near the even one; beyond the largest, infinity. */
export function halfFloats(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length)
  const halves = new Uint16Array(values.length)
  for (let i = 0; i < values.length; i++) halves[i] = half(bits[i]!)
  return halves
}

function half(bits: number): number {
  const sign = (bits >>> 16) & 0x8000
  const exponent = (bits >>> 23) & 0xff
  const fraction = bits & 0x7fffff
  if (exponent === 0xff) return sign | 0x7c00 | (fraction === 0 ? 0 : 0x200)
  const shifted = exponent - 112
  if (shifted >= 31) return sign | 0x7c00
  if (shifted <= 0) {
    // Subnormal: the leading one stands in the fraction.
    if (shifted < -10) return sign
    return sign | rounded(fraction | 0x800000, 14 - shifted)
  }
  // A carry out of the fraction goes into the exponent, as it should.
  return sign | ((shifted << 10) + rounded(fraction, 13))
}

/** x / 2^by to the nearest whole number, half to even. */
function rounded(x: number, by: number): number {
  const whole = x >>> by
  const rest = x & ((1 << by) - 1)
  const middle = 1 << (by - 1)
  return rest > middle || (rest === middle && (whole & 1) === 1) ? whole + 1 : whole
}
