import { demand } from '../errors.ts'

/** The nearest neighbours of a run of queries, so that nothing is ever as large as queries x gallery. */
export interface NeighbourBlock {
  /** Row of the first query. */
  readonly start: number
  /** Queries in this block. */
  readonly count: number
  /** Neighbours listed for each query. */
  readonly k: number
  /** [count * k] rows of the gallery, nearest first, -1 where there is none; never the query itself. */
  readonly indices: Int32Array
  /** [count * k] distances of the same neighbours. */
  readonly distances: Float32Array
}

/** The neighbours of the i-th query of a block (its row is `block.start + i`): a view, nothing is copied. */
export function neighboursOf(block: NeighbourBlock, i: number): Int32Array {
  return block.indices.subarray(i * block.k, (i + 1) * block.k)
}

/** Throws unless the block's sizes agree, its queries exist, and each neighbour is a row of the gallery or -1. */
export function checkNeighbours(block: NeighbourBlock, queries: number, gallery: number): void {
  const who = 'NeighbourBlock'
  const { start, count, k, indices, distances } = block
  demand(Number.isInteger(k) && k >= 1, { who, rule: 'k must be an integer of at least 1', value: k })
  demand(Number.isInteger(start) && Number.isInteger(count) && start >= 0 && count >= 0 && start + count <= queries, {
    who,
    rule: `start and count must name some of the ${queries} queries`,
    value: { start, count },
    remedy: 'give the labels of the same queries that were searched for',
  })
  demand(indices.length === count * k && distances.length === count * k, {
    who,
    rule: `indices and distances must have count * k = ${count * k} entries`,
    value: [indices.length, distances.length],
  })
  const stray = indices.find((row) => row < -1 || row >= gallery)
  demand(stray === undefined, {
    who,
    rule: `a neighbour must be one of the ${gallery} rows of the gallery, or -1`,
    value: stray,
    remedy: 'give the labels of the same gallery that was searched',
  })
}
