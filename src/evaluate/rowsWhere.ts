/** The embeddings [n, dimension] of those rows that belong, and these rows, in order. Copies nothing where all belong. */
export function rowsWhere(
  embeddings: Float32Array,
  rows: Int32Array,
  dimension: number,
  belongs: (row: number) => boolean,
): { readonly rows: Int32Array; readonly embeddings: Float32Array } {
  const kept = Int32Array.from(rows.keys()).filter((i) => belongs(rows[i]!))
  if (kept.length === rows.length) return { rows, embeddings }
  const chosen = new Float32Array(kept.length * dimension)
  for (const [at, i] of kept.entries())
    chosen.set(embeddings.subarray(i * dimension, (i + 1) * dimension), at * dimension)
  return { rows: kept.map((i) => rows[i]!), embeddings: chosen }
}
