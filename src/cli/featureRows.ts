import type { Data } from './dataOf.ts'

/** The features under a head as they are, rows brought to length 1 as embeddings are; null where there are none. */
export function featureRows({ features }: Pick<Data, 'features'>): {
  readonly dimension: number
  readonly rows: (of: Int32Array) => Float32Array
} | null {
  if (!features) return null
  const { dimension, batch } = features
  return { dimension, rows: (of) => unit(batch(of).data as Float32Array, dimension) }
}

/** Rows of length 1, in place; a row of zeros stays one. */
function unit(rows: Float32Array, dimension: number): Float32Array {
  for (let start = 0; start < rows.length; start += dimension) {
    const row = rows.subarray(start, start + dimension)
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0)) || 1
    for (let i = 0; i < dimension; i++) row[i]! /= length
  }
  return rows
}
