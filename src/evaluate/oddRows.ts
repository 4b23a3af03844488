/** Rows that metrics cannot tell apart, or that have no direction. */
export interface OddRows {
  /** Rows of zeros: an embedding that should have length 1 has lost its direction. */
  readonly zeros: number
  /** Rows that are equal, number by number, to an earlier one: the same image twice, or a collapse. Their order among
   *  neighbours is that of the gallery, which means nothing. */
  readonly duplicates: number
}

/** Counts rows of zeros and rows that are there already. */
export function oddRows(embeddings: Float32Array, dimension: number): OddRows {
  const bits = new Uint32Array(embeddings.buffer, embeddings.byteOffset, embeddings.length)
  const byHash = new Map<number, number[]>()
  let [zeros, duplicates] = [0, 0]
  for (let start = 0; start < bits.length; start += dimension) {
    let hash = 0x811c9dc5
    let any = 0
    for (let at = start; at < start + dimension; at++) {
      // -0 is 0.
      const number = bits[at] === 0x80000000 ? 0 : bits[at]!
      any |= number
      hash = Math.imul(hash ^ number, 0x01000193)
    }
    if (any === 0) zeros++
    const known = byHash.get(hash)
    if (!known) byHash.set(hash, [start])
    else if (known.some((other) => equal(embeddings, other, start, dimension))) duplicates++
    else known.push(start)
  }
  return { zeros, duplicates }
}

function equal(rows: Float32Array, a: number, b: number, dimension: number): boolean {
  for (let d = 0; d < dimension; d++) if (rows[a + d] !== rows[b + d]) return false
  return true
}
