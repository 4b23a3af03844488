import { gather } from '../../data/gather.ts'
import { spaced } from '../../data/spaced.ts'
import { nearestRows } from '../nearestRows.ts'

/** Neighbours that are compared, and rows of which they are looked at. */
const [compared, asked] = [10, 500]

/** Share of the 10 nearest rows on a map [n, 2] that are no farther in the embedding [n, dimension] than its own 10 nearest, over 500
 *  rows evenly spaced. 1 where there are no two rows. */
export async function shareKept(
  embeddings: Float32Array,
  dimension: number,
  map: Float32Array,
  signal?: AbortSignal,
): Promise<number> {
  const rows = map.length / 2
  const k = Math.min(compared, rows - 1)
  if (k < 1) return 1
  const sample = spaced(
    Int32Array.from({ length: rows }, (_, i) => i),
    asked,
  )
  const [near, onMap] = [
    await nearestRows({
      queries: gather(embeddings, dimension, sample),
      gallery: embeddings,
      dimension,
      k: k + 1,
      signal,
    }),
    await nearestRows({ queries: gather(map, 2, sample), gallery: map, dimension: 2, k: k + 1, signal }),
  ]
  const distance = (i: number, j: number): number => {
    let sum = 0
    for (let d = 0; d < dimension; d++) sum += (embeddings[i * dimension + d]! - embeddings[j * dimension + d]!) ** 2
    return Math.sqrt(sum)
  }
  let kept = 0
  for (const [at, i] of sample.entries()) {
    const others = (indices: Int32Array): number[] => {
      const listed = [...indices.subarray(at * (k + 1), (at + 1) * (k + 1))]
      return listed.includes(i) ? listed.filter((j) => j !== i) : listed.slice(0, k)
    }
    // Rows that are equally far are equally good, and rounding is no distance.
    const farthest = Math.max(...others(near.indices).map((j) => distance(i, j))) * (1 + 1e-6) + 1e-7
    kept += others(onMap.indices).filter((j) => distance(i, j) <= farthest).length
  }
  return kept / (sample.length * k)
}
