import { knn } from '../../evaluate/knn.ts'

/** Neighbours of rows, each row's nearest first. */
export interface NearestRows {
  readonly k: number
  /** [rows, k], -1 where there are fewer. */
  readonly indices: Int32Array
  /** [rows, k], Euclidean. */
  readonly distances: Float32Array
}

export interface NearestRowsOptions {
  readonly queries: Float32Array
  /** Rows to search in; null: the queries themselves, none of which is a neighbour of its own. */
  readonly gallery: Float32Array | null
  readonly dimension: number
  readonly k: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}

/** The k nearest of every query at once, [queries, k]: exact, on the engine. Rejects with the signal's reason where it is aborted. */
export async function nearestRows(options: NearestRowsOptions): Promise<NearestRows> {
  const { queries, gallery, dimension, k, onProgress, signal } = options
  const rows = queries.length / dimension
  const indices = new Int32Array(rows * k)
  const distances = new Float32Array(rows * k)
  for await (const block of knn({ queries, gallery, dimension, k })) {
    signal?.throwIfAborted()
    indices.set(block.indices, block.start * k)
    distances.set(block.distances, block.start * k)
    onProgress?.(block.start + block.count, rows)
  }
  return { k, indices, distances }
}
