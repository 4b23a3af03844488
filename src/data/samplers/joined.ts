/** The parts one after another, `size` rows in all. */
export function joined(parts: readonly Int32Array[], size: number): Int32Array {
  const batch = new Int32Array(size)
  let at = 0
  for (const part of parts) {
    batch.set(part, at)
    at += part.length
  }
  return batch
}
