import type { LabelLevel } from '../data/dataset.ts'
import type { Protocol } from '../data/protocol.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { knn } from './knn.ts'
import { neighboursNeeded } from './neighboursNeeded.ts'
import type { PerQuery } from './retrieval.ts'
import { retrieval } from './retrieval.ts'
import { rowsWhere } from './rowsWhere.ts'

export interface SearchLevelsOptions extends SessionOptions {
  readonly protocol: Pick<Protocol, 'query' | 'gallery'>
  /** Embeddings of the protocol's queries, [queries, dimension], and of its gallery; null where the queries are searched
   *  among themselves. */
  readonly queries: Float32Array
  readonly gallery: Float32Array | null
  readonly dimension: number
  /** What is judged by, the first before all; their labels are one a row of the data. */
  readonly levels: readonly LabelLevel[]
  /** Only such rows of the data ask and are found. */
  readonly belongs: (row: number) => boolean
  readonly ks: readonly number[]
}

export interface FoundLevels {
  /** Rows of the data, one a query. */
  readonly rows: Int32Array
  /** For each level, the metrics of each query. */
  readonly levels: readonly PerQuery[]
}

/** Longer lists of neighbours are not made: a class larger than this leaves R-precision, MAP, MAP@R and NDCG out. */
export const longestList = 2000

/** One exact search, judged by every level. Lists reach to the last classmate by every level whose classes are small
 *  enough. Null where no row asks, or none is to be found. */
export async function searchLevels({
  protocol,
  queries,
  gallery,
  dimension,
  levels: judged,
  belongs,
  ks,
  ...session
}: SearchLevelsOptions): Promise<FoundLevels | null> {
  const asked = rowsWhere(queries, protocol.query, dimension, belongs)
  const target = gallery && rowsWhere(gallery, protocol.gallery!, dimension, belongs)
  if (asked.rows.length === 0 || target?.rows.length === 0) return null
  const levels = judged.map(({ name, labels: of }) => ({
    name,
    queryLabels: asked.rows.map((row) => of[row]!),
    galleryLabels: (target ?? asked).rows.map((row) => of[row]!),
  }))
  const leaveOneOut = target === null
  const needed = levels.map((level) => neighboursNeeded({ levels: [level], leaveOneOut, ks }))
  const k = Math.max(Math.min(needed[0]!, longestList), ...needed.filter((each) => each <= longestList))
  const blocks = knn({ queries: asked.embeddings, gallery: target?.embeddings ?? null, dimension, k, ...session })
  return { rows: asked.rows, levels: await retrieval({ blocks, levels, leaveOneOut, ks }) }
}
