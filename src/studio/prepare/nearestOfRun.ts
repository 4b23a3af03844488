import { gather } from '../../data/gather.ts'
import type { Protocol } from '../../data/protocol.ts'
import { knn } from '../../evaluate/knn.ts'
import { isPreciselyOnCircle, knnOnCircle } from '../../evaluate/knnOnCircle.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'
import type { Embedded } from './embedImages.ts'
import type { Following } from './following.ts'

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
  const circle = dimension === 2 && isPreciselyOnCircle(embeddings)
  let compared = 0
  const search = async (of: Int32Array, k: number): Promise<NearestRows> => {
    const found = empty(count, k)
    const there = of.length === count ? embeddings : gather(embeddings, dimension, of)
    // One more: a row finds itself among them.
    const wanted = { queries: embeddings, gallery: there, k: k + 1 }
    for await (const block of circle ? knnOnCircle(wanted) : knn({ ...wanted, dimension })) {
      // Lets progress be sent and an abort be heard.
      await new Promise(setImmediate)
      signal?.throwIfAborted()
      for (let q = 0; q < block.count; q++) takeOthers(block, q, of, found)
      compared += block.count * of.length
      onProgress('neighbours', Math.min(count, Math.floor(compared / count)), count)
    }
    return found
  }
  const inGallery = await search(target, depth)
  const beside = rest.length === 0 ? empty(count, 0) : await search(rest, depth)
  return { inGallery, among: merged(inGallery, beside, depth) }
}

const empty = (count: number, k: number): NearestRows => ({
  k,
  indices: new Int32Array(count * k).fill(-1),
  distances: new Float32Array(count * k).fill(Number.POSITIVE_INFINITY),
})

/** Copies the neighbours of a query that are not itself. */
function takeOthers(
  block: { readonly start: number; readonly k: number; readonly indices: Int32Array; readonly distances: Float32Array },
  q: number,
  of: Int32Array,
  found: NearestRows,
): void {
  const row = block.start + q
  let to = row * found.k
  for (let at = q * block.k; at < (q + 1) * block.k && to < (row + 1) * found.k; at++) {
    const other = block.indices[at]! < 0 ? -1 : of[block.indices[at]!]!
    if (other < 0) return
    if (other === row) continue
    found.indices[to] = other
    found.distances[to++] = block.distances[at]!
  }
}

/** The `k` nearest of two lists of each row that have no row in common. */
function merged(a: NearestRows, b: NearestRows, k: number): NearestRows {
  const count = a.indices.length / a.k
  const found = empty(count, k)
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
