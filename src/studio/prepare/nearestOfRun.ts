import type { Protocol } from '../../data/protocol.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'
import type { Embedded } from './embedImages.ts'
import type { Following } from './following.ts'
import { nearestAmong, noneNearest } from './nearestAmong.ts'

/** The nearest of every row: among the gallery that the run is judged by, and among all rows. Itself left out in both. Every pair of
 *  rows is compared once: the gallery with all, and what is not in it with all. */
export async function nearestOfRun(
  { embeddings, dimension }: Pick<Embedded, 'embeddings' | 'dimension'>,
  { gallery, query }: Pick<Protocol, 'gallery' | 'query'>,
  depth: number,
  { onProgress, signal }: Following,
): Promise<{ readonly inGallery: NearestRows; readonly among: NearestRows }> {
  const count = embeddings.length / dimension
  const target = Int32Array.from(new Set(gallery ?? query)).sort()
  const inside = new Uint8Array(count)
  for (const row of target) inside[row] = 1
  const rest = Int32Array.from(inside.keys()).filter((row) => inside[row] === 0)
  let compared = 0
  const search = (among: Int32Array): Promise<NearestRows> =>
    nearestAmong(
      { embeddings, dimension },
      { among, k: depth },
      {
        signal,
        onProgress(queries) {
          compared += queries * among.length
          onProgress('neighbours', Math.min(count, Math.floor(compared / count)), count)
        },
      },
    )
  const inGallery = await search(target)
  const beside = rest.length === 0 ? noneNearest(count, 0) : await search(rest)
  return { inGallery, among: merged(inGallery, beside, depth) }
}

/** The `k` nearest of two lists of each row that have no row in common. */
function merged(a: NearestRows, b: NearestRows, k: number): NearestRows {
  const count = a.indices.length / a.k
  const found = noneNearest(count, k)
  for (let row = 0; row < count; row++) {
    let [i, j] = [row * a.k, row * b.k]
    for (let to = row * k; to < (row + 1) * k; to++) {
      const left = i < (row + 1) * a.k ? a.distances[i]! : Number.POSITIVE_INFINITY
      const right = j < (row + 1) * b.k ? b.distances[j]! : Number.POSITIVE_INFINITY
      if (left === Number.POSITIVE_INFINITY && right === Number.POSITIVE_INFINITY) break
      const [from, at] = left <= right ? [a, i++] : [b, j++]
      found.indices[to] = from.indices[at]!
      found.distances[to] = from.distances[at]!
    }
  }
  return found
}
