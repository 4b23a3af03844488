import type { SessionOptions } from '../runtime/session.ts'
import { knn } from './knn.ts'
import { neighboursNeeded } from './neighboursNeeded.ts'
import type { Part } from './partWhere.ts'
import type { PerQuery } from './retrieval.ts'
import { retrieval } from './retrieval.ts'

/** Longer lists of neighbours are not made unless it is asked for. */
export const longestLists = 2000

/** One exact search, judged by every level: for each, the metrics of each query. Lists reach to the last classmate by every
 *  level whose classes are small enough; by the first as far as they may.
 *  @param longest list that is made: a larger class leaves R-precision, MAP, MAP@R and NDCG out */
export async function searchPart(
  { queries, gallery, levels }: Part,
  {
    dimension,
    ks,
    longest,
    ...session
  }: SessionOptions & { readonly dimension: number; readonly ks: readonly number[]; readonly longest: number },
): Promise<readonly PerQuery[]> {
  const leaveOneOut = gallery === null
  const needed = levels.map((level) => neighboursNeeded({ levels: [level], leaveOneOut, ks }))
  const k = Math.max(Math.min(needed[0]!, longest), ...needed.filter((each) => each <= longest))
  const blocks = knn({ queries, gallery, dimension, k, rounded: true, ...session })
  return retrieval({ blocks, levels, leaveOneOut, ks })
}
