import { centreOf } from '../centreOf.ts'
import { principalAxes } from '../collapse/principalAxes.ts'
import { sampledRows } from '../sampledRows.ts'

/** Rows that say where the principal directions lie. */
const from = 512

/** Rows [n, dimension] along the two directions in which a sample of them varies most, from its mean: [n, 2]. Rows that are all equal stand
 *  at 0. */
export function firstPlaces(rows: Float32Array, dimension: number): Float32Array {
  const sample = sampledRows(rows, dimension, from)
  const { axes } = principalAxes(sample, { dimension, most: 2, from })
  const centre = centreOf(sample, dimension)
  const places = new Float32Array((2 * rows.length) / dimension)
  for (const [a, axis] of axes.entries()) {
    const middle = along(axis, centre, 0)
    for (let i = 0; i < places.length / 2; i++) places[2 * i + a] = along(axis, rows, i * dimension) - middle
  }
  return places
}

function along(axis: Float64Array, row: Float32Array | Float64Array, at: number): number {
  let sum = 0
  for (let j = 0; j < axis.length; j++) sum += axis[j]! * row[at + j]!
  return sum
}
