import { demand } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import { gemm, topK } from '../ops/index.ts'
import type { Session, SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import { floats } from '../tensor/array.ts'
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

/** At most this many scores are in memory at once (64 MB): queries are taken in blocks, and nothing is ever n x n. */
const most = 2 ** 24

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
  const own = gallery === null ? 1 : 0
  const found = Math.min(k + own, size)
  const step = Math.max(1, Math.min(count, Math.floor(most / size)))
  const session = await openSession(searchModel(size, dimension, found), options)
  try {
    const target = { gallery: floats(rows, [size, dimension]), halves: halfSquares(rows, dimension) }
    for (let start = 0; start < count; start += step) {
      const block = queries.subarray(start * dimension, Math.min(start + step, count) * dimension)
      yield await search(session, block, target, { start, dimension, found, k, own })
    }
  } finally {
    await session.close()
  }
}

/** |q - g|² = |q|² - 2 (q·g - |g|²/2): the nearest have the largest scores in brackets, and the term of g rides along
 *  in the product. */
function searchModel(size: number, dimension: number, k: number): Uint8Array {
  const queries = input('queries', 'float32', ['Q', dimension])
  const gallery = input('gallery', 'float32', [size, dimension])
  const halves = input('halves', 'float32', [size])
  const scores = gemm(queries, gallery, { c: halves, transB: true, beta: -1 })
  const { values, indices } = topK(scores, { k })
  return emit({ scores: values, indices }, { name: 'knn', inputs: [queries, gallery, halves] })
}

type Target = Readonly<Record<'gallery' | 'halves', ReturnType<typeof floats>>>

interface BlockShape {
  readonly start: number
  readonly dimension: number
  readonly found: number
  readonly k: number
  readonly own: number
}

async function search(
  session: Session,
  block: Float32Array,
  target: Target,
  shape: BlockShape,
): Promise<NeighbourBlock> {
  const { start, dimension, found, k, own } = shape
  const count = block.length / dimension
  const result = await session.run({ queries: floats(block, [count, dimension]), ...target })
  const scores = result.scores!.data as Float32Array
  const columns = result.indices!.data as BigInt64Array
  const indices = new Int32Array(count * k).fill(-1)
  const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY)
  for (let q = 0; q < count; q++) {
    const length = squareOf(block, q, dimension)
    let at = q * k
    for (let i = q * found; i < (q + 1) * found && at < (q + 1) * k; i++) {
      const column = Number(columns[i]!)
      if (own === 1 && column === start + q) continue
      indices[at] = column
      distances[at++] = Math.sqrt(Math.max(length - 2 * scores[i]!, 0))
    }
  }
  return { start, count, k, indices, distances }
}

const halfSquares = (rows: Float32Array, dimension: number): ReturnType<typeof floats> =>
  floats(Float32Array.from({ length: rows.length / dimension }, (_, i) => squareOf(rows, i, dimension) / 2))

function squareOf(rows: Float32Array, row: number, dimension: number): number {
  let sum = 0
  for (let i = row * dimension; i < (row + 1) * dimension; i++) sum += rows[i]! * rows[i]!
  return sum
}

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
