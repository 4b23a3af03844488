import { spaced } from '../data/spaced.ts'
import { knn } from '../evaluate/knn.ts'
import { retrieval } from '../evaluate/retrieval.ts'
import { summarize } from '../evaluate/summarize.ts'
import type { Embedder } from '../train/embedder.ts'
import type { Data } from './dataOf.ts'
import { embedRows } from './dataOf.ts'
import { populationOf } from './population.ts'

/** At most this many queries, and twice as many gallery images, in a look at a training that goes on: fewer where they must go
 *  through a network of some size. */
export const mostAsked = ({ trunk }: Pick<Data, 'trunk'>): number => (trunk ? 250 : 2000)

/** Recall@1 by the finer label over a sample of the headline's queries: a look at an embedding in training, not its
 *  judgement. */
export function glance(data: Data): (embedder: Embedder) => Promise<{ recallAt1: number }> {
  const { protocol, samples } = data
  const most = mostAsked(data)
  const { rows, among } = populationOf(protocol)
  const themselves = protocol.gallery === null
  // Where queries are the gallery, a query is looked for among a sample that holds it.
  const asked = themselves ? spaced(among, most) : spaced(rows, most)
  const target = themselves ? null : spaced(among, 2 * most)
  const labels = (of: Int32Array): Int32Array => of.map((row) => protocol.evaluateLabel.labels[row]!)
  const counts = new Set(rows)
  const level = { name: 'fine', queryLabels: labels(asked), galleryLabels: labels(target ?? asked) }
  return async (embedder) => {
    const queries = await embedRows(embedder, { samples }, asked)
    const gallery = target && (await embedRows(embedder, { samples }, target))
    const blocks = knn({ queries, gallery, dimension: embedder.dimension, k: 1 })
    const [perQuery] = await retrieval({ blocks, levels: [level], leaveOneOut: themselves, ks: [1] })
    const { means } = summarize(perQuery, (q) => counts.has(asked[q]!))
    return { recallAt1: means['Recall@1'] ?? Number.NaN }
  }
}
