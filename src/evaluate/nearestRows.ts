import type { SessionOptions } from '../runtime/session.ts'
import { knn } from './knn.ts'

/** The nearest of each row, nearest first: [rows * k], -1 at distance Infinity where there are no more. */
export interface NearestRows {
  readonly k: number
  readonly indices: Int32Array
  /** Euclidean. */
  readonly distances: Float32Array
}

export interface NearestRowsOptions extends SessionOptions {
  readonly queries: Float32Array
  /** Rows to search in; null: the queries themselves, none of which is a neighbour of its own. */
  readonly gallery: Float32Array | null
  readonly dimension: number
  readonly k: number
  readonly onProgress?: (done: number, total: number) => void
  readonly signal?: AbortSignal | undefined
}

/** The k nearest of every query at once: exact, on the engine. Rejects with the signal's reason where it is aborted. */
export async function nearestRows(options: NearestRowsOptions): Promise<NearestRows> {
  const { onProgress, signal, ...wanted } = options
  const { queries, dimension, k } = wanted
  const rows = queries.length / dimension
  const indices = new Int32Array(rows * k)
  const distances = new Float32Array(rows * k)
  for await (const block of knn(wanted)) {
    signal?.throwIfAborted()
    indices.set(block.indices, block.start * k)
    distances.set(block.distances, block.start * k)
    onProgress?.(block.start + block.count, rows)
  }
  return { k, indices, distances }
}

/** The first few of longer lists. */
export const firstNearest = ({ indices, distances, k }: NearestRows, few: number): NearestRows => ({
  k: few,
  indices: indices.filter((_, at) => at % k < few),
  distances: distances.filter((_, at) => at % k < few),
})
