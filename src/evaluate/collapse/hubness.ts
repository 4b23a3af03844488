import type { SessionOptions } from '../../runtime/session.ts'
import { knn } from '../knn.ts'
import { sampledRows } from '../sampledRows.ts'

export interface Hubness {
  /** Skewness of the k-occurrence: 0 where items are neighbours equally often, above 1 where few hubs are the neighbours of many. */
  readonly skewness: number
  /** Share of items that are nobody's neighbour. */
  readonly orphans: number
  /** How often the greatest hub is a neighbour, over the mean k. */
  readonly greatest: number
}

export interface HubnessOptions extends SessionOptions {
  /** [n * dimension] row by row. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** Neighbours of each. Default 10. */
  readonly k?: number
}

/** Whether some embeddings are among the neighbours of very many others (Radovanovic, Nanopoulos and Ivanovic 2010): the k-occurrence
 *  N_k(x) is how many items have x among their k nearest, its skewness E(N_k - k)³ / sd³. Over at most 5,000 rows, evenly spaced. Null
 *  where there are no more than k rows. */
export async function hubness({ embeddings, dimension, k = 10, ...session }: HubnessOptions): Promise<Hubness | null> {
  const queries = sampledRows(embeddings, dimension, 5000)
  const count = queries.length / dimension
  if (count <= k) return null
  const occurrence = new Float64Array(count)
  for await (const { indices } of knn({ queries, gallery: null, dimension, k, ...session }))
    for (const row of indices) occurrence[row]!++
  let [squares, cubes, orphans, greatest] = [0, 0, 0, 0]
  for (const times of occurrence) {
    squares += (times - k) ** 2
    cubes += (times - k) ** 3
    if (times === 0) orphans++
    greatest = Math.max(greatest, times)
  }
  const deviation = Math.sqrt(squares / count)
  const skewness = deviation === 0 ? 0 : cubes / count / deviation ** 3
  return { skewness, orphans: orphans / count, greatest: greatest / k }
}
