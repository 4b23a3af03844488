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

/** A product in float32 cannot tell small distances apart. So many more neighbours are asked for than wanted, all are put
 *  in order by their exact distances, and a query for which the worst of them might still hide a nearer row is searched
 *  again without the product. */
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
    // Differences need no centre: float32 numbers close to one another are subtracted without rounding.
    const centre = dimension <= fewDimensions ? new Float64Array(dimension) : middle(rows, dimension)
    const target = centred(rows, centre)
    const fed = { gallery: floats(target, [size, dimension]), halves: halfSquares(target, dimension) }
    const longest = Math.sqrt(2 * (fed.halves.data as Float32Array).reduce((a, b) => Math.max(a, b), 0))
    for (let start = 0; start < count; start += step) {
      const block = queries.subarray(start * dimension, Math.min(start + step, count) * dimension)
      const shape = { start, count: block.length / dimension, dimension, found, k, own }
      const asked = centred(block, centre)
      const result = await session.run({ queries: floats(asked, [shape.count, dimension]), ...fed })
      const candidates = result.indices!.data as BigInt64Array
      const worst = result.worst!.data as Float32Array
      const doubtful = dimension <= fewDimensions || found === size ? undefined : { asked, worst, longest }
      yield ordered(block, rows, candidates, shape, doubtful)
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
  const { values, indices } =
    dimension <= fewDimensions
      ? topK(squaredDifferences(queries, gallery, dimension), { k: found, largest: false })
      : topK(scores(queries, gallery, halves), { k: found })
  const worst = slice(values, { starts: [found - 1], ends: [found], axes: [1] })
  return emit({ indices, worst }, { name: 'knn', inputs: [queries, gallery, halves] })
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

/** What tells whether a row that is no candidate could be nearer than those that are. */
interface Doubt {
  /** The queries as they went into the product. */
  readonly asked: Float32Array
  /** Each query's lowest score among its candidates: every other row's is no higher. */
  readonly worst: Float32Array
  /** Length of the longest gallery row in the product. */
  readonly longest: number
}

/** The k nearest of every query's candidates, by distances computed in float64; of the whole gallery where the
 *  candidates might not hold them. */
function ordered(
  block: Float32Array,
  rows: Float32Array,
  candidates: BigInt64Array,
  { start, count, dimension, found, k, own }: BlockShape,
  doubt: Doubt | undefined,
): NeighbourBlock {
  const size = rows.length / dimension
  const indices = new Int32Array(count * k).fill(-1)
  const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY)
  const places = new Int32Array(found)
  const squares = new Float64Array(found)
  let held = 0
  const consider = (q: number, place: number): void => {
    if (own && place === start + q) return
    const square = squaredDistance(block, q, rows, place, dimension)
    let at = held < found ? held++ : found
    if (at === found && !before(square, place, squares[at - 1]!, places[at - 1]!)) return
    if (at === found) at--
    // Candidates come nearly in order, so each sinks to its place in a step or two.
    while (at > 0 && before(square, place, squares[at - 1]!, places[at - 1]!)) {
      squares[at] = squares[at - 1]!
      places[at] = places[at - 1]!
      at--
    }
    squares[at] = square
    places[at] = place
  }
  for (let q = 0; q < count; q++) {
    held = 0
    for (let i = 0; i < found; i++) consider(q, Number(candidates[q * found + i]!))
    if (doubt && squares[Math.min(held, k) - 1]! > nearestBeyond(doubt, q, dimension)) {
      held = 0
      for (let place = 0; place < size; place++) consider(q, place)
    }
    for (let i = 0; i < Math.min(held, k); i++) {
      indices[q * k + i] = places[i]!
      distances[q * k + i] = Math.sqrt(squares[i]!)
    }
  }
  return { start, count, k, indices, distances }
}

const before = (square: number, place: number, otherSquare: number, otherPlace: number): boolean =>
  square < otherSquare || (square === otherSquare && place < otherPlace)

/** No row beyond the candidates is nearer than this, squared: |q|² - 2 (worst score + rounding). A float32 product of D
 *  numbers is off by at most D u |q| |g|, u = 2^-24, and the halved square that rides along by as much again. */
function nearestBeyond({ asked, worst, longest }: Doubt, q: number, dimension: number): number {
  const square = squareOf(asked, q, dimension)
  const rounding = (dimension + 2) * 2 ** -24 * longest * (Math.sqrt(square) + longest)
  return square - 2 * (worst[q]! + rounding)
}

/** The mean of the rows: distances do not change when it is taken away, and products round by what is left. */
function middle(rows: Float32Array, dimension: number): Float64Array {
  const mean = new Float64Array(dimension)
  for (let at = 0; at < rows.length; at++) mean[at % dimension]! += rows[at]!
  return mean.map((sum) => sum / (rows.length / dimension))
}

const centred = (rows: Float32Array, centre: Float64Array): Float32Array =>
  rows.map((x, at) => x - centre[at % centre.length]!)

function squareOf(rows: Float32Array, row: number, dimension: number): number {
  let sum = 0
  for (let at = row * dimension; at < (row + 1) * dimension; at++) sum += rows[at]! * rows[at]!
  return sum
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
  floats(Float32Array.from({ length: rows.length / dimension }, (_, i) => squareOf(rows, i, dimension) / 2))

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
