/** Brain floating-point numbers (the upper half of a float32, by their bits) as float32, exactly. */
export function fromBfloat16(bits: Uint16Array): Float32Array {
  const upper = Uint32Array.from(bits, (half) => half << 16)
  return new Float32Array(upper.buffer)
}
