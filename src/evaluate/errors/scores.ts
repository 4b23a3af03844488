import { gather } from '../../data/gather.ts'
import { emit } from '../../onnx/emit.ts'
import { gemm } from '../../ops/index.ts'
import type { SessionOptions } from '../../runtime/session.ts'
import { openSession } from '../../runtime/session.ts'
import { floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import { centredRows } from '../centredRows.ts'
import { centreOf } from '../centreOf.ts'
import { squaredLengths } from '../squaredLengths.ts'

/** Squared distances of rows to all, block by block. */
export interface Scores {
  /** Of the rows at these places, in their order. */
  blocks(places: Int32Array): AsyncGenerator<DistanceBlock>
  close(): Promise<void>
}

export interface DistanceBlock {
  /** The rows of the block. */
  readonly places: Int32Array
  /** Squared distances of the i-th row of the block to all rows, as float32 products give them: of rows that nearly coincide
   *  they are noise, and may be below 0. A view, which the next call may overwrite. */
  readonly distances: (i: number) => Float32Array
}

/** At most so many distances are in memory at once: 40 MB. */
const most = 10_000_000

/** Opens the comparison of rows, [n * dimension], with one another. Products are of the rows minus their mean, and lose less
 *  for it. */
export async function openScores(rows: Float32Array, dimension: number, options: SessionOptions): Promise<Scores> {
  const n = rows.length / dimension
  const centred = centredRows(rows, centreOf(rows, dimension))
  const squares = Float32Array.from(squaredLengths(centred, dimension))
  const some = input('some', 'float32', ['N', dimension])
  const all = input('all', 'float32', [n, dimension])
  const halves = input('halves', 'float32', [n])
  const model = emit(
    { scores: gemm(some, all, { c: halves, transB: true, alpha: -2, beta: 2 }) },
    { name: 'scores', inputs: [some, all, halves] },
  )
  const session = await openSession(model, options)
  const fed = { all: floats(centred, [n, dimension]), halves: floats(squares.map((square) => square / 2)) }
  const step = Math.max(1, Math.floor(most / n))
  return {
    async *blocks(places) {
      for (let start = 0; start < places.length; start += step) {
        const block = places.subarray(start, start + step)
        const { scores } = await session.run({
          some: floats(gather(centred, dimension, block), [block.length, dimension]),
          ...fed,
        })
        const data = scores!.data as Float32Array
        const distances = (i: number): Float32Array => {
          const row = data.subarray(i * n, (i + 1) * n)
          const square = squares[block[i]!]!
          for (let j = 0; j < n; j++) row[j]! += square
          return row
        }
        yield { places: block, distances }
      }
    },
    close: () => session.close(),
  }
}
