/** Grey bytes as red, green, blue. */
export function repeated(grey: Uint8Array): Uint8Array {
  const out = new Uint8Array(grey.length * 3)
  for (let i = 0, at = 0; i < grey.length; i++) {
    const value = grey[i]!
    out[at++] = value
    out[at++] = value
    out[at++] = value
  }
  return out
}
