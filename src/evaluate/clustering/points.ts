import type { SessionOptions } from '../../runtime/session.ts'
import { centredRows } from '../centredRows.ts'
import { centreOf } from '../centreOf.ts'
import { squaredLengths } from '../squaredLengths.ts'
import type { CentreSearch } from './nearestCentres.ts'
import { openCentreSearch } from './nearestCentres.ts'

/** The rows to be clustered, as given and as they go into products. */
export interface Points {
  readonly count: number
  readonly dimension: number
  /** [count * dimension] as given: exact distances are taken from these. */
  readonly rows: Float32Array
  /** The same minus the mean row: distances do not change, and products round by what is left. */
  readonly centred: Float32Array
  readonly mean: Float64Array
  /** [count] squared lengths of the centred rows. */
  readonly squares: Float64Array
  readonly search: CentreSearch
}

/** Rows with what the search for their nearest centres needs. Close `search` after use. */
export function openPoints(rows: Float32Array, dimension: number, options: SessionOptions): Points {
  const mean = centreOf(rows, dimension)
  const centred = centredRows(rows, mean)
  const squares = squaredLengths(centred, dimension)
  return {
    count: squares.length,
    dimension,
    rows,
    centred,
    mean,
    squares,
    search: openCentreSearch(dimension, options),
  }
}

/** Squared distance of a row to a centre, in float64. */
export function squaredDistance(
  rows: Float32Array,
  row: number,
  centres: Float64Array,
  centre: number,
  dimension: number,
): number {
  let sum = 0
  for (let d = 0, x = row * dimension, y = centre * dimension; d < dimension; d++, x++, y++) {
    const difference = rows[x]! - centres[y]!
    sum += difference * difference
  }
  return sum
}
