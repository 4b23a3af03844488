import type { SessionOptions } from '../../runtime/session.ts'
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
  const count = rows.length / dimension
  const mean = new Float64Array(dimension)
  for (let i = 0, at = 0; i < count; i++) for (let d = 0; d < dimension; d++, at++) mean[d]! += rows[at]!
  for (let d = 0; d < dimension; d++) mean[d]! /= count
  const centred = new Float32Array(rows.length)
  const squares = new Float64Array(count)
  for (let i = 0, at = 0; i < count; i++) {
    for (let d = 0; d < dimension; d++, at++) {
      const x = rows[at]! - mean[d]!
      centred[at] = x
      squares[i]! += x * x
    }
  }
  return { count, dimension, rows, centred, mean, squares, search: openCentreSearch(dimension, options) }
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
