import { demand } from '../errors.ts'
import { averagePrecision } from './averagePrecision.ts'
import { averagePrecisionAtR } from './averagePrecisionAtR.ts'
import { ndcg } from './ndcg.ts'
import { checkNeighbours, type NeighbourBlock, neighboursOf } from './neighbours.ts'
import { precisionAtK } from './precisionAtK.ts'
import { recallAtK } from './recallAtK.ts'
import { reciprocalRank } from './reciprocalRank.ts'
import { type LabelLevel, relevantCounts } from './relevantCounts.ts'
import { rPrecision } from './rPrecision.ts'

/** Every metric of every query at one label level. All arrays are [queries]; NaN where the query does not count.
 *  A metric is left out (null, or no entry for its k) where the lists were too short to know it. */
export interface PerQuery {
  readonly level: string
  /** Neighbours that were listed for each query; MAP, NDCG and MRR are over these. */
  readonly k: number
  /** Label of each query; negative where it has none. */
  readonly labels: Int32Array
  /** R: relevant gallery items of each query. */
  readonly relevant: Int32Array
  /** 1 where the query counts, that is where R > 0. */
  readonly counted: Uint8Array
  readonly recallAt: ReadonlyMap<number, Float32Array>
  readonly precisionAt: ReadonlyMap<number, Float32Array>
  readonly ndcgAt: ReadonlyMap<number, Float32Array>
  readonly reciprocalRank: Float32Array
  /** This and the next three are null where some query has R > k and the lists end before the gallery does. */
  readonly rPrecision: Float32Array | null
  readonly averagePrecision: Float32Array | null
  readonly averagePrecisionAtR: Float32Array | null
  readonly ndcg: Float32Array | null
}

export interface RetrievalOptions<L extends readonly LabelLevel[]> {
  /** Neighbour lists that together cover every query once, in any order, all of the same k. */
  readonly blocks: AsyncIterable<NeighbourBlock> | Iterable<NeighbourBlock>
  /** The levels to judge by, all from one pass over the blocks. */
  readonly levels: L
  /** Query i is gallery item i: R does not count it, and the lists must not hold it. */
  readonly leaveOneOut: boolean
  /** The k of Recall@k, Precision@k and NDCG@k; default 1, 2, 4, 8. */
  readonly ks?: readonly number[]
}

/** Judges neighbour lists by the labels of each level: one result a level, in the levels' order. Streams: memory is
 *  one block and some numbers a query. Equal distances keep the order in which the search listed them. */
export async function retrieval<const L extends readonly LabelLevel[]>({
  blocks,
  levels,
  leaveOneOut,
  ks = [1, 2, 4, 8],
}: RetrievalOptions<L>): Promise<{ readonly [I in keyof L]: PerQuery }> {
  const { queries, gallery } = sizes(levels, ks)
  const counts = levels.map((level) => relevantCounts(level, leaveOneOut))
  const seen = new Uint8Array(queries)
  let results: readonly PerQuery[] = []
  let scratch = new Uint8Array(0)
  let done = 0
  for await (const block of blocks) {
    checkNeighbours(block, queries, gallery)
    if (scratch.length === 0) {
      const complete = block.k >= gallery - (leaveOneOut ? 1 : 0)
      results = levels.map((level, l) => blank(level, counts[l]!, block.k, complete, ks))
      scratch = new Uint8Array(block.k)
    }
    demand(block.k === scratch.length, { who, rule: `every block must have k = ${scratch.length}`, value: block.k })
    for (let i = 0; i < block.count; i++) {
      const q = block.start + i
      const neighbours = neighboursOf(block, i)
      demand(seen[q] === 0, { who, rule: 'a query must come in one block only', value: q })
      demand(!leaveOneOut || !neighbours.includes(q), { who, rule: 'a query must not be its own neighbour', value: q })
      seen[q] = 1
      for (let l = 0; l < levels.length; l++) {
        if (results[l]!.counted[q] === 0) continue
        mark(scratch, neighbours, levels[l]!.galleryLabels, levels[l]!.queryLabels[q]!)
        judge(results[l]!, q, scratch)
      }
    }
    done += block.count
  }
  demand(done === queries, { who, rule: `the blocks must cover all ${queries} queries`, value: done })
  return results as unknown as { readonly [I in keyof L]: PerQuery } // a map over a tuple is typed as a plain array
}

const who = 'retrieval'

function sizes(levels: readonly LabelLevel[], ks: readonly number[]): { queries: number; gallery: number } {
  const first = levels[0]
  demand(first !== undefined, { who, rule: 'needs at least one label level' })
  const queries = first.queryLabels.length
  const gallery = first.galleryLabels.length
  demand(queries > 0, { who, rule: 'needs at least one query' })
  for (const { name, queryLabels, galleryLabels } of levels) {
    demand(queryLabels.length === queries && galleryLabels.length === gallery, {
      who,
      rule: `every level must label the same ${queries} queries and ${gallery} gallery items`,
      value: { name, queries: queryLabels.length, gallery: galleryLabels.length },
    })
  }
  for (const k of ks)
    demand(Number.isInteger(k) && k >= 1, { who, rule: 'ks must be integers of at least 1', value: k })
  return { queries, gallery }
}

/** A result with every number still NaN. `complete`: the lists hold the whole gallery, so nothing is beyond them. */
function blank(
  { name, queryLabels }: LabelLevel,
  relevant: Int32Array,
  k: number,
  complete: boolean,
  ks: readonly number[],
): PerQuery {
  const fresh = (): Float32Array => new Float32Array(relevant.length).fill(Number.NaN)
  const reachesR = complete || relevant.every((R) => R <= k)
  const known = ks.filter((at) => complete || at <= k)
  return {
    level: name,
    k,
    labels: queryLabels,
    relevant,
    counted: Uint8Array.from(relevant, (R) => (R > 0 ? 1 : 0)),
    recallAt: new Map(known.map((at) => [at, fresh()])),
    precisionAt: new Map(known.map((at) => [at, fresh()])),
    ndcgAt: new Map(known.map((at) => [at, fresh()])),
    reciprocalRank: fresh(),
    rPrecision: reachesR ? fresh() : null,
    averagePrecision: reachesR ? fresh() : null,
    averagePrecisionAtR: reachesR ? fresh() : null,
    ndcg: reachesR ? fresh() : null,
  }
}

function mark(into: Uint8Array, neighbours: Int32Array, galleryLabels: Int32Array, label: number): void {
  for (let i = 0; i < neighbours.length; i++) {
    const row = neighbours[i]!
    into[i] = row >= 0 && galleryLabels[row] === label ? 1 : 0
  }
}

function judge(result: PerQuery, q: number, relevant: Uint8Array): void {
  const R = result.relevant[q]!
  for (const [k, values] of result.recallAt) values[q] = recallAtK(relevant, k)
  for (const [k, values] of result.precisionAt) values[q] = precisionAtK(relevant, k)
  for (const [k, values] of result.ndcgAt) values[q] = ndcg(relevant, R, k)
  result.reciprocalRank[q] = reciprocalRank(relevant)
  if (result.rPrecision) result.rPrecision[q] = rPrecision(relevant, R)
  if (result.averagePrecision) result.averagePrecision[q] = averagePrecision(relevant, R)
  if (result.averagePrecisionAtR) result.averagePrecisionAtR[q] = averagePrecisionAtR(relevant, R)
  if (result.ndcg) result.ndcg[q] = ndcg(relevant, R)
}
