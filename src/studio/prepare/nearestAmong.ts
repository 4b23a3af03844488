import { gather } from '../../data/gather.ts'
import { knn } from '../../evaluate/knn.ts'
import { isPreciselyOnCircle, knnOnCircle } from '../../evaluate/knnOnCircle.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'
import type { NeighbourBlock } from '../../evaluate/neighbours.ts'
import type { Embedded } from './embedImages.ts'

/** The `k` nearest among some rows, itself left out: of every row, or of the `queries` alone, the lists of the others then being empty.
 *  @param onProgress told of queries that are done, block by block */
export async function nearestAmong(
  { embeddings, dimension }: Pick<Embedded, 'embeddings' | 'dimension'>,
  { among, queries, k }: { readonly among: Int32Array; readonly queries?: Int32Array; readonly k: number },
  {
    onProgress = () => {},
    signal,
  }: { readonly onProgress?: (queries: number) => void; readonly signal?: AbortSignal | undefined } = {},
): Promise<NearestRows> {
  const count = embeddings.length / dimension
  const gallery = among.length === count ? embeddings : gather(embeddings, dimension, among)
  // One more: a row finds itself among them.
  const wanted = { queries: queries ? gather(embeddings, dimension, queries) : embeddings, gallery, k: k + 1 }
  const circle = dimension === 2 && isPreciselyOnCircle(embeddings)
  const found = noneNearest(count, k)
  for await (const block of circle ? knnOnCircle(wanted) : knn({ ...wanted, dimension })) {
    // Lets progress be sent and an abort be heard.
    await new Promise(setImmediate)
    signal?.throwIfAborted()
    for (let q = 0; q < block.count; q++) {
      const at = block.start + q
      takeOthers(block, q, { row: queries ? queries[at]! : at, among, found })
    }
    onProgress(block.count)
  }
  return found
}

/** Lists in which nothing stands yet. */
export const noneNearest = (count: number, k: number): NearestRows => ({
  k,
  indices: new Int32Array(count * k).fill(-1),
  distances: new Float32Array(count * k).fill(Number.POSITIVE_INFINITY),
})

/** Copies the neighbours of a query that are not itself. */
function takeOthers(
  block: NeighbourBlock,
  q: number,
  { row, among, found }: { readonly row: number; readonly among: Int32Array; readonly found: NearestRows },
): void {
  let to = row * found.k
  for (let at = q * block.k; at < (q + 1) * block.k && to < (row + 1) * found.k; at++) {
    const other = block.indices[at]! < 0 ? -1 : among[block.indices[at]!]!
    if (other < 0) return
    if (other === row) continue
    found.indices[to] = other
    found.distances[to++] = block.distances[at]!
  }
}
