import { knn } from '../evaluate/knn.ts'
import { neighboursNeeded } from '../evaluate/neighboursNeeded.ts'
import { retrieval } from '../evaluate/retrieval.ts'
import { longestLists } from '../evaluate/searchPart.ts'
import type { Data } from './dataOf.ts'
import { populationOf } from './population.ts'

/** The headline's metrics of every query, [queries], NaN where one does not count. */
export interface QueryValues {
  readonly recallAt1: Float32Array
  /** null: a class is too large for lists down to its last image. */
  readonly mapAtR: Float32Array | null
}

/** Rows as an embedding has them, [rows, dimension]. */
export interface Rows {
  readonly dimension: number
  readonly embed: (rows: Int32Array) => Promise<Float32Array>
}

/** What the headline is the mean of: single queries, for embeddings to be compared on the same ones. Their means are those of the
 *  judgement. */
export async function queryValues(
  { protocol }: Pick<Data, 'protocol'>,
  { dimension, embed }: Rows,
): Promise<QueryValues> {
  const { query, evaluateLabel, unseenClasses } = protocol
  const { kind, rows } = populationOf(protocol)
  const belongs = (row: number): boolean => kind !== 'unseen' || unseenClasses.has(evaluateLabel.labels[row]!)
  const asked = query.filter(belongs)
  const target = protocol.gallery?.filter(belongs) ?? null
  const labels = (of: Int32Array): Int32Array => of.map((row) => evaluateLabel.labels[row]!)
  const levels = [{ name: 'fine', queryLabels: labels(asked), galleryLabels: labels(target ?? asked) }] as const
  const leaveOneOut = target === null
  const k = Math.min(neighboursNeeded({ levels, leaveOneOut, ks: [1] }), longestLists)
  const gallery = target && (await embed(target))
  const blocks = knn({ queries: await embed(asked), gallery, dimension, k })
  const [found] = await retrieval({ blocks, levels, leaveOneOut, ks: [1] })
  const counts = new Set(rows)
  const among = (values: Float32Array): Float32Array =>
    values.map((value, q) => (counts.has(asked[q]!) ? value : Number.NaN))
  return {
    recallAt1: among(found.recallAt.get(1)!),
    mapAtR: found.averagePrecisionAtR && among(found.averagePrecisionAtR),
  }
}
