import { spaced } from '../data/spaced.ts'
import { alignment } from '../evaluate/collapse/alignment.ts'
import { uniformity } from '../evaluate/collapse/uniformity.ts'
import { knn } from '../evaluate/knn.ts'
import { retrieval } from '../evaluate/retrieval.ts'
import { spread } from '../evaluate/spread.ts'
import { summarize } from '../evaluate/summarize.ts'
import type { Embedder } from '../train/embedder.ts'
import type { Data } from './dataOf.ts'
import { embedRows } from './dataOf.ts'
import { populationOf } from './population.ts'

/** At most this many queries, and twice as many gallery images, in a look at a training that goes on: fewer where they must go
 *  through a network of some size. */
export const mostAsked = ({ trunk }: Pick<Data, 'trunk'>): number => (trunk ? 250 : 2000)

/** All pairs of more would take longer than the rest of a look. */
const mostUniform = 500

/** What a look at an embedding in training sees, over a sample of the headline's queries: not its judgement. */
export interface Glance {
  /** By the finer label. */
  readonly recallAt1: number
  /** By the label that is trained on: distance of classmates over that of class means, and their mean squared distance. 0 is collapse; NaN
   *  where there is nothing to measure. */
  readonly density: number
  readonly alignment: number
  /** Of at most 500: 0 is one point. */
  readonly uniformity: number
}

/** Embeddings that a look made, [images, dimension]: of the rows of {@link askedOf}, in their order. */
export interface Seen {
  readonly embeddings: Float32Array
  readonly dimension: number
}

/** Rows of the data that looks ask for, the same every time. Where queries are the gallery, a query is looked for among a sample
 *  that holds it. */
export function askedOf(data: Pick<Data, 'protocol' | 'trunk'>): Int32Array {
  const { rows, among } = populationOf(data.protocol)
  return spaced(data.protocol.gallery === null ? among : rows, mostAsked(data))
}

/** Looks at an embedding in training. `also` is given what was embedded for it. */
export function glance(data: Data): (embedder: Embedder, also?: (seen: Seen) => void) => Promise<Glance> {
  const { protocol, samples } = data
  const most = mostAsked(data)
  const { rows, among } = populationOf(protocol)
  const themselves = protocol.gallery === null
  const asked = askedOf(data)
  const target = themselves ? null : spaced(among, 2 * most)
  const labels = (of: Int32Array): Int32Array => of.map((row) => protocol.evaluateLabel.labels[row]!)
  const counts = new Set(rows)
  const level = { name: 'fine', queryLabels: labels(asked), galleryLabels: labels(target ?? asked) }
  return async (embedder, also) => {
    const queries = await embedRows(embedder, { samples }, asked)
    also?.({ embeddings: queries, dimension: embedder.dimension })
    const gallery = target && (await embedRows(embedder, { samples }, target))
    const blocks = knn({ queries, gallery, dimension: embedder.dimension, k: 1 })
    const [perQuery] = await retrieval({ blocks, levels: [level], leaveOneOut: themselves, ks: [1] })
    const { means } = summarize(perQuery, (q) => counts.has(asked[q]!))
    const { dimension } = embedder
    const labelled = { embeddings: queries, dimension, labels: asked.map((row) => protocol.label.labels[row]!) }
    return {
      recallAt1: means['Recall@1'] ?? Number.NaN,
      density: spread(labelled).ratio ?? Number.NaN,
      alignment: alignment(labelled),
      uniformity: uniformity({ embeddings: queries, dimension, most: mostUniform }),
    }
  }
}
