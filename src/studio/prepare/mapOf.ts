import { spaced } from '../../data/spaced.ts'
import { principalAxes } from '../../evaluate/collapse/principalAxes.ts'
import { knn } from '../../evaluate/knn.ts'
import type { MapShape } from '../api.ts'
import type { Embedded } from './embedImages.ts'
import type { Nearest } from './nearestRows.ts'

/** Rows whose neighbourhoods on the map are held against those in the embedding. */
const mostAsked = 1000

/** The embedding in two dimensions, [rows, 2]: itself where it has two, otherwise along the two directions in which it varies most.
 *  @param among the 10 nearest of each row among all */
export async function mapOf(
  { embeddings, dimension }: Pick<Embedded, 'embeddings' | 'dimension'>,
  among: Nearest,
): Promise<MapShape & { readonly xy: Float32Array }> {
  if (dimension === 2) return { kind: 'circle', kept: 1, xy: embeddings }
  const count = embeddings.length / dimension
  const { coordinates, rank } = principalAxes(embeddings, { dimension, most: 2, from: 5000 })
  const xy = new Float32Array(2 * count)
  for (let row = 0; row < count; row++) for (let j = 0; j < rank; j++) xy[2 * row + j] = coordinates[row * rank + j]!
  return { kind: 'principal', kept: await keptShare(xy, among), xy }
}

async function keptShare(xy: Float32Array, { indices, k }: Nearest): Promise<number> {
  const asked = spaced(
    Int32Array.from({ length: xy.length / 2 }, (_, row) => row),
    mostAsked,
  )
  const queries = Float32Array.from({ length: 2 * asked.length }, (_, at) => xy[2 * asked[at >> 1]! + (at & 1)]!)
  let [kept, of] = [0, 0]
  for await (const block of knn({ queries, gallery: xy, dimension: 2, k: k + 1, rounded: true }))
    for (let q = 0; q < block.count; q++) {
      const row = asked[block.start + q]!
      const near = Array.from(block.indices.subarray(q * block.k, (q + 1) * block.k)).filter((one) => one !== row)
      const onMap = new Set(near.slice(0, k))
      const own = Array.from(indices.subarray(row * k, (row + 1) * k)).filter((one) => one >= 0)
      kept += own.filter((one) => onMap.has(one)).length
      of += own.length
    }
  return of === 0 ? 1 : kept / of
}
