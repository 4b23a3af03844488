import type { SessionOptions } from '../../runtime/session.ts'
import type { Part } from '../partWhere.ts'
import { rowsWhere } from '../rowsWhere.ts'
import { adjustedMutualInformation } from './adjustedMutualInformation.ts'
import { adjustedRandIndex } from './adjustedRandIndex.ts'
import { kMeans } from './kMeans.ts'
import { normalizedMutualInformation } from './normalizedMutualInformation.ts'
import { pairwiseF1 } from './pairwiseF1.ts'

/** How well clusters of k-means agree with classes, k being the number of classes. */
export interface ClusteredPart {
  /** Queries that were clustered: those with a label. */
  readonly images: number
  /** Classes among them, and so clusters. */
  readonly k: number
  readonly nmi: number
  readonly ami: number
  readonly ari: number
  /** Of pairs of images in one cluster. */
  readonly f1: number
}

/** Clusters the queries of a part, anew for each level, with as many clusters as it has classes. Null for a level of one
 *  class, or of none with two images; and where images x classes are more than `most`. */
export async function clusterPart(
  { queries, rows, levels }: Part,
  { dimension, most, ...session }: SessionOptions & { readonly dimension: number; readonly most: number },
): Promise<readonly (ClusteredPart | null)[]> {
  const results: (ClusteredPart | null)[] = []
  for (const { queryLabels } of levels) {
    const places = Int32Array.from(rows.keys())
    const labelled = rowsWhere(queries, places, dimension, (q) => queryLabels[q]! >= 0)
    const labels = labelled.rows.map((q) => queryLabels[q]!)
    const [images, k] = [labels.length, new Set(labels).size]
    if (k < 2 || k === images || images * k > most) {
      results.push(null)
      continue
    }
    const clusters = (await kMeans({ embeddings: labelled.embeddings, dimension, k, ...session })).labels
    results.push({
      images,
      k,
      nmi: normalizedMutualInformation(labels, clusters),
      ami: adjustedMutualInformation(labels, clusters),
      ari: adjustedRandIndex(labels, clusters),
      f1: pairwiseF1(labels, clusters).f1,
    })
  }
  return results
}
