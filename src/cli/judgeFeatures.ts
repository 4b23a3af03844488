import type { Judgement } from '../evaluate/judge.ts'
import { judge } from '../evaluate/judge.ts'
import type { Data } from './dataOf.ts'

/** The effective rank of wider features would take longer than a training. */
const mostRanked = 512

/** What a frozen model's features are worth as they are, rows brought to length 1 as embeddings are: what a head that is
 *  trained on them must surpass. Null where there is no frozen model. */
export async function judgeFeatures({
  frozen,
  protocol,
  samples,
}: Pick<Data, 'frozen' | 'protocol' | 'samples'>): Promise<Judgement | null> {
  if (!frozen) return null
  const { dimension } = frozen
  const rows = (of: Int32Array): Float32Array => unit(samples(of).data as Float32Array, dimension)
  return judge({
    protocol,
    queries: rows(protocol.query),
    gallery: protocol.gallery && rows(protocol.gallery),
    dimension,
    rank: dimension <= mostRanked,
  })
}

/** Rows of length 1, in place; a row of zeros stays one. */
function unit(rows: Float32Array, dimension: number): Float32Array {
  for (let start = 0; start < rows.length; start += dimension) {
    const row = rows.subarray(start, start + dimension)
    const length = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0)) || 1
    for (let i = 0; i < dimension; i++) row[i]! /= length
  }
  return rows
}
