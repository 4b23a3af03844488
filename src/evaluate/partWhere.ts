import type { LabelLevel as DataLevel } from '../data/dataset.ts'
import type { Protocol } from '../data/protocol.ts'
import type { LabelLevel } from './relevantCounts.ts'
import { rowsWhere } from './rowsWhere.ts'

/** Queries and the gallery that they are searched in, with their labels by every level. */
export interface Part {
  /** Rows of the data, one a query. */
  readonly rows: Int32Array
  /** [queries, dimension] */
  readonly queries: Float32Array
  /** [gallery, dimension]; null where the queries are searched among themselves. */
  readonly gallery: Float32Array | null
  readonly levels: readonly LabelLevel[]
}

/** The queries and the gallery rows of a protocol that belong. Null where none asks, or none is to be found. */
export function partWhere({
  protocol,
  queries,
  gallery,
  dimension,
  levels,
  belongs,
}: {
  readonly protocol: Pick<Protocol, 'query' | 'gallery'>
  /** Embeddings of the protocol's queries, and of its gallery; null where the queries are searched among themselves. */
  readonly queries: Float32Array
  readonly gallery: Float32Array | null
  readonly dimension: number
  /** Labels are one a row of the data. */
  readonly levels: readonly DataLevel[]
  readonly belongs: (row: number) => boolean
}): Part | null {
  const asked = rowsWhere(queries, protocol.query, dimension, belongs)
  const target = gallery && rowsWhere(gallery, protocol.gallery!, dimension, belongs)
  if (asked.rows.length === 0 || target?.rows.length === 0) return null
  return {
    rows: asked.rows,
    queries: asked.embeddings,
    gallery: target?.embeddings ?? null,
    levels: levels.map(({ name, labels }) => ({
      name,
      queryLabels: asked.rows.map((row) => labels[row]!),
      galleryLabels: (target ?? asked).rows.map((row) => labels[row]!),
    })),
  }
}
