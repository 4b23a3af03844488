import type { NeighbourBlock } from './neighbours.ts'
import { orderCandidates } from './orderCandidates.ts'
import { squaredLengths } from './squaredLengths.ts'

/** Of longer lists only so many neighbours are put in order by their exact distances. Behind them the product orders, whose
 *  mistakes, of 1e-6 of a distance or so, change no place that anyone looks at. */
const deepest = 2048

/** Sizes of a block of queries. */
export interface BlockShape {
  readonly start: number
  readonly count: number
  readonly dimension: number
  /** Candidates of each query. */
  readonly found: number
  /** Neighbours wanted. */
  readonly k: number
  /** Length of the longest gallery row in the product. */
  readonly longest: number
}

/** What a search by products found. */
export interface Found {
  /** [count * found] */
  readonly indices: Int32Array
  /** Scores of the same, or squared distances. */
  readonly values: Float32Array
}

/** The neighbours of a block of queries, from their candidates.
 *  @param block the queries [count, dimension], and `rows` what they are searched in, as they are
 *  @param asked the queries as they went into the product
 *  @param own row of the first query, where the queries are the rows; `byScores`: candidates come with scores and not with
 *  squared distances; `rounded`: distances may be those of the product, the order being exact all the same */
export function listBlock(
  block: Float32Array,
  rows: Float32Array,
  asked: Float32Array,
  { start, count, dimension, found, k, longest }: BlockShape,
  { own, byScores, rounded }: { readonly own: number | null; readonly byScores: boolean; readonly rounded: boolean },
) {
  const size = rows.length / dimension
  const indices = new Int32Array(count * k).fill(-1)
  const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY)
  const exact = Math.min(found, k > deepest ? deepest : found)
  const order = orderCandidates({ queries: block, rows, dimension, own }, exact)
  const lengths = squaredLengths(asked, dimension)
  // A float32 product of D numbers is off by at most D u |q| |g|, u = 2^-24, and the halved square that rides along by as
  // much again.
  const rounding = (q: number): number => (dimension + 2) * 2 ** -24 * longest * (Math.sqrt(lengths[q]!) + longest)
  const write = (q: number): void => {
    for (let i = 0; i < Math.min(order.held(), k); i++) {
      indices[q * k + i] = order.places[i]!
      distances[q * k + i] = Math.sqrt(order.squares[i]!)
    }
  }
  /** The squared distance of a candidate as the product has it, where that will do, since no other comes so near to it that
   *  rounding could have changed their order. */
  const aloneAt = (q: number, i: number, off: number, values: Float32Array): number | undefined => {
    if (!rounded || !byScores) return undefined
    const at = q * found + i
    if (i > 0 && values[at - 1]! - values[at]! <= 4 * off) return undefined
    if (i < exact - 1 && values[at]! - values[at + 1]! <= 4 * off) return undefined
    return Math.max(0, lengths[q]! - 2 * values[at]!)
  }
  /** What lies behind those that are in order exactly, as the product has it. */
  const append = (q: number, { indices: places, values }: Found): void => {
    let at = Math.min(order.held(), k)
    for (let i = exact; i < found && at < k; i++) {
      const place = places[q * found + i]!
      if (own !== null && place === own + q) continue
      const value = values[q * found + i]!
      const square = byScores ? lengths[q]! - 2 * value : value
      const behind = at > 0 ? distances[q * k + at - 1]! : 0
      indices[q * k + at] = place
      distances[q * k + at] = Math.max(behind, Math.sqrt(Math.max(0, square)))
      at++
    }
  }
  return {
    block: { start, count, k, indices, distances } satisfies NeighbourBlock,
    /** Lists every query, and says for which some row beyond the candidates might be nearer. */
    first: (candidates: Found): number[] => {
      const doubtful: number[] = []
      for (let q = 0; q < count; q++) {
        order.clear()
        const off = rounding(q)
        for (let i = 0; i < exact; i++)
          order.consider(q, candidates.indices[q * found + i]!, aloneAt(q, i, off, candidates.values))
        write(q)
        if (exact < found) append(q, candidates)
        else if (byScores && found < size) {
          const beyond = lengths[q]! - 2 * (candidates.values[(q + 1) * found - 1]! + off * (rounded ? 2 : 1))
          if (order.squares[Math.min(order.held(), k) - 1]! > beyond) doubtful.push(q)
        }
      }
      return doubtful
    },
    /** Lists a query again, with every row whose score leaves it possible that it is among the k nearest. */
    again: (q: number, candidates: Found, scores: Float32Array): void => {
      order.clear()
      const known = candidates.indices.subarray(q * found, (q + 1) * found)
      for (const place of known) order.consider(q, place)
      const met = new Set(known)
      const least = (lengths[q]! - order.squares[Math.min(order.held(), k) - 1]!) / 2 - rounding(q)
      for (let place = 0; place < size; place++)
        if (scores[place]! >= least && !met.has(place)) order.consider(q, place)
      write(q)
    },
  }
}
