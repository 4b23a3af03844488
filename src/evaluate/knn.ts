import { demand } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import { add, gemm, mul, slice, sub, topK, transpose } from '../ops/index.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import { floats } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { NeighbourBlock } from './neighbours.ts'

export interface KnnOptions extends SessionOptions {
  /** Rows to search with, [queries, dimension] row-major. */
  readonly queries: Float32Array
  /** Rows to search in, [gallery, dimension]; null: the queries themselves, each of which is then no neighbour of
   *  its own (leave one out). */
  readonly gallery: Float32Array | null
  readonly dimension: number
  /** How many neighbours; where the gallery has fewer, the rest is -1 at distance Infinity. */
  readonly k: number
}

/** At most this many scores are in memory at once (40 MB): queries are taken in blocks, and nothing is ever n x n. */
const most = 10_000_000

/** Up to this many dimensions distances are sums of squared differences: as cheap as the product there, and right where
 *  rows lie close together, as they do on a circle. */
const fewDimensions = 8

/** A product in float32 cannot tell distances below 3e-4 apart. So many more neighbours are asked for than wanted, and
 *  all are put in order by their exact distances. */
const spare = 8

/** Exact nearest neighbours by Euclidean distance, block by block of queries, on the engine. For rows of length 1 the
 *  order is that of the cosine. Equally near rows come in the order of the gallery.
 *  Fails on rows that are not finite: they have no neighbours. */
export async function* knn(options: KnnOptions): AsyncGenerator<NeighbourBlock> {
  const { queries, gallery, dimension, k } = options
  const rows = gallery ?? queries
  checkRows('queries', queries, dimension)
  if (gallery) checkRows('gallery', gallery, dimension)
  demand(Number.isInteger(k) && k >= 1, { who: 'knn', rule: 'k must be a whole number, at least 1', value: k })

  const [count, size] = [queries.length / dimension, rows.length / dimension]
  const own = gallery === null
  const found = Math.min(k + (own ? 1 : 0) + spare, size)
  const step = Math.max(1, Math.min(count, Math.floor(most / size)))
  const session = await openSession(searchModel(size, dimension, found), options)
  try {
    const fed = { gallery: floats(rows, [size, dimension]), halves: halfSquares(rows, dimension) }
    for (let start = 0; start < count; start += step) {
      const block = queries.subarray(start * dimension, Math.min(start + step, count) * dimension)
      const blockCount = block.length / dimension
      const result = await session.run({ queries: floats(block, [blockCount, dimension]), ...fed })
      const candidates = result.indices!.data as BigInt64Array
      yield ordered(block, rows, candidates, { start, count: blockCount, dimension, found, k, own })
    }
  } finally {
    await session.close()
  }
}

/** The candidates of every query: the places of the `found` smallest distances, or what orders as they do. */
function searchModel(size: number, dimension: number, found: number): Uint8Array {
  const queries = input('queries', 'float32', ['Q', dimension])
  const gallery = input('gallery', 'float32', [size, dimension])
  const halves = input('halves', 'float32', [size])
  const { indices } =
    dimension <= fewDimensions
      ? topK(squaredDifferences(queries, gallery, dimension), { k: found, largest: false })
      : topK(scores(queries, gallery, halves), { k: found })
  return emit({ indices }, { name: 'knn', inputs: [queries, gallery, halves] })
}

/** |q - g|² = |q|² - 2 (q·g - |g|²/2): the nearest have the largest scores in brackets, and the term of g rides along
 *  in the product. */
const scores = (queries: Tensor, gallery: Tensor, halves: Tensor): Tensor =>
  gemm(queries, gallery, { c: halves, transB: true, beta: -1 })

function squaredDifferences(queries: Tensor, gallery: Tensor, dimension: number): Tensor {
  const columns = Array.from({ length: dimension }, (_, d) => {
    const coordinate = (x: Tensor): Tensor => slice(x, { starts: [d], ends: [d + 1], axes: [1] })
    const difference = sub(coordinate(queries), transpose(coordinate(gallery), [1, 0]))
    return mul(difference, difference)
  })
  return columns.reduce((sum, square) => add(sum, square))
}

interface BlockShape {
  readonly start: number
  readonly count: number
  readonly dimension: number
  readonly found: number
  readonly k: number
  /** Whether query i is row i of the gallery, and so no neighbour of itself. */
  readonly own: boolean
}

/** The k nearest of every query's candidates, by distances computed in float64. */
function ordered(
  block: Float32Array,
  rows: Float32Array,
  candidates: BigInt64Array,
  { start, count, dimension, found, k, own }: BlockShape,
): NeighbourBlock {
  const indices = new Int32Array(count * k).fill(-1)
  const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY)
  const places = new Int32Array(found)
  const squares = new Float64Array(found)
  for (let q = 0; q < count; q++) {
    let held = 0
    for (let i = 0; i < found; i++) {
      const place = Number(candidates[q * found + i]!)
      if (own && place === start + q) continue
      const square = squaredDistance(block, q, rows, place, dimension)
      // They come nearly in order, so each sinks to its place in a step or two.
      let at = held++
      while (at > 0 && (squares[at - 1]! > square || (squares[at - 1]! === square && places[at - 1]! > place))) {
        squares[at] = squares[at - 1]!
        places[at] = places[at - 1]!
        at--
      }
      squares[at] = square
      places[at] = place
    }
    for (let i = 0; i < Math.min(held, k); i++) {
      indices[q * k + i] = places[i]!
      distances[q * k + i] = Math.sqrt(squares[i]!)
    }
  }
  return { start, count, k, indices, distances }
}

function squaredDistance(a: Float32Array, i: number, b: Float32Array, j: number, dimension: number): number {
  let sum = 0
  for (let d = 0, x = i * dimension, y = j * dimension; d < dimension; d++, x++, y++) {
    const difference = a[x]! - b[y]!
    sum += difference * difference
  }
  return sum
}

const halfSquares = (rows: Float32Array, dimension: number): ReturnType<typeof floats> =>
  floats(
    Float32Array.from({ length: rows.length / dimension }, (_, i) => {
      let sum = 0
      for (let at = i * dimension; at < (i + 1) * dimension; at++) sum += rows[at]! * rows[at]!
      return sum / 2
    }),
  )

function checkRows(who: string, rows: Float32Array, dimension: number): void {
  demand(rows.length > 0 && rows.length % dimension === 0, {
    who: 'knn',
    rule: `the ${who} must be rows of ${dimension} numbers, at least one`,
    value: rows.length,
  })
  const at = rows.findIndex((x) => !Number.isFinite(x))
  demand(at === -1, {
    who: 'knn',
    rule: `the ${who} must be finite numbers`,
    value: `${rows[at]} in row ${Math.floor(at / dimension)}`,
  })
}
