import { spaced } from '../data/spaced.ts'
import { knn } from '../evaluate/knn.ts'
import { retrieval } from '../evaluate/retrieval.ts'
import { summarize } from '../evaluate/summarize.ts'
import type { Embedder } from '../train/embedder.ts'
import type { Data } from './dataOf.ts'
import { embedRows } from './dataOf.ts'
import { populationOf } from './population.ts'

/** At most this many queries, and gallery images, in a look at a training that goes on. */
const most = 2000

/** Recall@1 by the finer label over a sample of the queries: a look at an embedding in training, not its judgement. */
export function glance({ protocol, samples }: Data): (embedder: Embedder) => Promise<{ recallAt1: number }> {
  const population = populationOf(protocol)
  const rows = spaced(protocol.query, most)
  const galleryRows = protocol.gallery && spaced(protocol.gallery, 2 * most)
  const labels = (of: Int32Array): Int32Array => of.map((row) => protocol.evaluateLabel.labels[row]!)
  const counts = new Set(population.rows)
  return async (embedder) => {
    const queries = await embedRows(embedder, { samples }, rows)
    const gallery = galleryRows && (await embedRows(embedder, { samples }, galleryRows))
    const blocks = knn({ queries, gallery, dimension: embedder.dimension, k: 1 })
    const level = { name: 'fine', queryLabels: labels(rows), galleryLabels: labels(galleryRows ?? rows) }
    const [perQuery] = await retrieval({ blocks, levels: [level], leaveOneOut: gallery === null, ks: [1] })
    const { means } = summarize(perQuery, (q) => counts.has(rows[q]!))
    return { recallAt1: means['Recall@1'] ?? Number.NaN }
  }
}
