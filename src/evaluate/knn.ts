import { gather } from '../data/gather.ts'
import { demand } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import { add, cast, gemm, mul, slice, sub, topK, transpose } from '../ops/index.ts'
import type { Session, SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import { floats } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { centredRows } from './centredRows.ts'
import { centreOf } from './centreOf.ts'
import { demandRows } from './demandRows.ts'
import { listBlock } from './listBlock.ts'
import type { NeighbourBlock } from './neighbours.ts'
import { squaredLengths } from './squaredLengths.ts'

export interface KnnOptions extends SessionOptions {
  /** Rows to search with, [queries, dimension] row-major. */
  readonly queries: Float32Array
  /** Rows to search in, [gallery, dimension]; null: the queries themselves, each of which is then no neighbour of
   *  its own (leave one out). */
  readonly gallery: Float32Array | null
  readonly dimension: number
  /** How many neighbours; where the gallery has fewer, the rest is -1 at distance Infinity. */
  readonly k: number
  /** Whether distances may be those of a float32 product, which are off by 1e-4 or so of the longest row, squared; the order is
   *  exact all the same. Saves some time where only the order is wanted. Default false. */
  readonly rounded?: boolean
}

/** At most this many scores are in memory at once (96 MB), and this many neighbours: queries are taken in blocks, and nothing is
 *  ever n x n. Blocks of fewer than some hundred queries would slow the product down. */
const [mostScores, mostListed] = [24_000_000, 2_000_000]

/** More queries make a product no faster. */
const mostQueries = 512

/** Up to this many dimensions distances are sums of squared differences: as cheap as the product there, and right where
 *  rows lie close together, as they do on a circle. */
const fewDimensions = 8

/** A product in float32 cannot tell small distances apart. So many more neighbours are asked for than wanted, all are put
 *  in order by their exact distances, and where the worst of them might still hide a nearer row, all rows are looked at
 *  that the product cannot rule out. */
const spare = 8

/** Exact nearest neighbours by Euclidean distance, block by block of queries, on the engine. For rows of length 1 the
 *  order is that of the cosine. Equally near rows come in the order of the gallery. Beyond the 2,048th the order is that of a
 *  float32 product.
 *  Fails on rows that are not finite: they have no neighbours. */
export async function* knn(options: KnnOptions): AsyncGenerator<NeighbourBlock> {
  const { queries, gallery, dimension, k, rounded = false } = options
  const rows = gallery ?? queries
  demandRows('knn', 'queries', queries, dimension)
  if (gallery) demandRows('knn', 'gallery', gallery, dimension)
  demand(Number.isInteger(k) && k >= 1, { who: 'knn', rule: 'k must be a whole number, at least 1', value: k })

  const [count, size] = [queries.length / dimension, rows.length / dimension]
  const found = Math.min(k + (gallery ? 0 : 1) + spare, size)
  const step = Math.max(1, Math.min(count, mostQueries, Math.floor(mostScores / size), Math.floor(mostListed / found)))
  // Differences need no centre: float32 numbers close to one another are subtracted without rounding.
  const centre = dimension <= fewDimensions ? new Float64Array(dimension) : centreOf(rows, dimension)
  const target = centredRows(rows, centre)
  const squares = squaredLengths(target, dimension)
  const fed = {
    gallery: floats(target, [size, dimension]),
    halves: floats(
      Float32Array.from(squares, (square) => square / 2),
      [size],
    ),
  }
  const longest = Math.sqrt(squares.reduce((a, b) => Math.max(a, b), 0))
  const session = await openSession(searchModel(size, dimension, found), options)
  let scoring: Session | undefined
  try {
    for (let start = 0; start < count; start += step) {
      const block = queries.subarray(start * dimension, Math.min(start + step, count) * dimension)
      const asked = centredRows(block, centre)
      const shape = { start, count: block.length / dimension, dimension, found, k, longest }
      const result = await session.run({ queries: floats(asked, [shape.count, dimension]), ...fed })
      const candidates = { indices: result.indices!.data as Int32Array, values: result.values!.data as Float32Array }
      const list = listBlock(block, rows, asked, shape, {
        own: gallery ? null : start,
        byScores: dimension > fewDimensions,
        rounded,
      })
      const doubtful = list.first(candidates)
      if (doubtful.length > 0) {
        scoring ??= await openSession(scoreModel(size, dimension), options)
        const again = floats(gather(asked, dimension, doubtful), [doubtful.length, dimension])
        const { scores } = await scoring.run({ queries: again, ...fed })
        for (const [i, q] of doubtful.entries())
          list.again(q, candidates, (scores!.data as Float32Array).subarray(i * size, (i + 1) * size))
      }
      yield list.block
    }
  } finally {
    await session.close()
    await scoring?.close()
  }
}

const inputs = (size: number, dimension: number) =>
  [
    input('queries', 'float32', ['Q', dimension]),
    input('gallery', 'float32', [size, dimension]),
    input('halves', 'float32', [size]),
  ] as const

/** The candidates of every query: the places of the `found` smallest distances, or what orders as they do, and these. */
function searchModel(size: number, dimension: number, found: number): Uint8Array {
  const [queries, gallery, halves] = inputs(size, dimension)
  const { values, indices } =
    dimension <= fewDimensions
      ? topK(squaredDifferences(queries, gallery, dimension), { k: found, largest: false })
      : topK(scoresOf(queries, gallery, halves), { k: found })
  return emit({ indices: cast(indices, 'int32'), values }, { name: 'knn', inputs: [queries, gallery, halves] })
}

function scoreModel(size: number, dimension: number): Uint8Array {
  const [queries, gallery, halves] = inputs(size, dimension)
  return emit({ scores: scoresOf(queries, gallery, halves) }, { name: 'scores', inputs: [queries, gallery, halves] })
}

/** |q - g|² = |q|² - 2 (q·g - |g|²/2): the nearest have the largest scores in brackets, and the term of g rides along
 *  in the product. */
const scoresOf = (queries: Tensor, gallery: Tensor, halves: Tensor): Tensor =>
  gemm(queries, gallery, { c: halves, transB: true, beta: -1 })

function squaredDifferences(queries: Tensor, gallery: Tensor, dimension: number): Tensor {
  const columns = Array.from({ length: dimension }, (_, d) => {
    const coordinate = (x: Tensor): Tensor => slice(x, { starts: [d], ends: [d + 1], axes: [1] })
    const difference = sub(coordinate(queries), transpose(coordinate(gallery), [1, 0]))
    return mul(difference, difference)
  })
  return columns.reduce((sum, square) => add(sum, square))
}
