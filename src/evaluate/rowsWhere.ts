import { gather } from '../data/gather.ts'

/** The embeddings [n, dimension] of those rows that belong, and these rows, in order. Copies nothing where all belong. */
export function rowsWhere(
  embeddings: Float32Array,
  rows: Int32Array,
  dimension: number,
  belongs: (row: number) => boolean,
): { readonly rows: Int32Array; readonly embeddings: Float32Array } {
  const kept = Int32Array.from(rows.keys()).filter((i) => belongs(rows[i]!))
  if (kept.length === rows.length) return { rows, embeddings }
  return { rows: kept.map((i) => rows[i]!), embeddings: gather(embeddings, dimension, kept) }
}
