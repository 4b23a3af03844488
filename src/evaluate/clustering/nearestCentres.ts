import { emit } from '../../onnx/emit.ts'
import { cast, gemm, topK } from '../../ops/index.ts'
import type { Session, SessionOptions } from '../../runtime/session.ts'
import { openSession } from '../../runtime/session.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import { squaredLengths } from '../squaredLengths.ts'

/** For each row of a block those centres that its scores put first, the best first. */
export interface Candidates {
  /** How many are listed for each row. */
  readonly listed: number
  /** [rows * listed] places among the centres. */
  readonly places: Int32Array
  /** [rows * listed] scores x·c - |c|²/2: the nearest centre has the largest. */
  readonly scores: Float32Array
}

/** Matrix products of rows and centres on the engine, and the largest of each row of them, in one graph. */
export interface CentreSearch {
  /** `rows` is [n * dimension], `centres` what `prepareCentres` made of them; at most `most` are listed for each row. */
  nearest(rows: Float32Array, centres: PreparedCentres, most: number): Promise<Candidates>
  close(): Promise<void>
}

export interface PreparedCentres {
  readonly count: number
  readonly centres: NumericArray
  readonly halves: NumericArray
}

/** Opens the search for rows of a dimension. Sessions, one for each length of list, are opened when first needed. */
export function openCentreSearch(dimension: number, options: SessionOptions): CentreSearch {
  const sessions = new Map<number, Session>()
  return {
    async nearest(rows, { count, centres, halves }, most) {
      const listed = Math.min(most, count)
      const session = sessions.get(listed) ?? (await openSession(searchModel(dimension, listed), options))
      sessions.set(listed, session)
      const fed = { rows: floats(rows, [rows.length / dimension, dimension]), centres, halves }
      const { places, scores } = await session.run(fed)
      return { listed, places: places!.data as Int32Array, scores: scores!.data as Float32Array }
    },
    async close() {
      for (const session of sessions.values()) await session.close()
      sessions.clear()
    },
  }
}

/** Centres as the search is fed with them, [count * dimension]. */
export function prepareCentres(centres: Float32Array, dimension: number): PreparedCentres {
  const halves = Float32Array.from(squaredLengths(centres, dimension), (square) => square / 2)
  const count = halves.length
  return { count, centres: floats(centres, [count, dimension]), halves: floats(halves) }
}

/** |x - c|² = |x|² - 2 (x·c - |c|²/2): the term of c rides along in the product. */
function searchModel(dimension: number, listed: number): Uint8Array {
  const rows = input('rows', 'float32', ['N', dimension])
  const centres = input('centres', 'float32', ['K', dimension])
  const halves = input('halves', 'float32', ['K'])
  const { values, indices } = topK(gemm(rows, centres, { c: halves, transB: true, beta: -1 }), { k: listed })
  const places = cast(indices, 'int32')
  return emit({ scores: values, places }, { name: 'centres', inputs: [rows, centres, halves] })
}
