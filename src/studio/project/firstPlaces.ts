import { principalAxes } from '../../evaluate/collapse/principalAxes.ts'
import { sampledRows } from '../../evaluate/sampledRows.ts'

/** Rows that say where the principal directions lie. */
const from = 512

/** Rows [n, dimension] along the two directions in which a sample of them varies most: [n, 2]. Rows that are all equal stand at 0. */
export function firstPlaces(rows: Float32Array, dimension: number): Float32Array {
  const sample = sampledRows(rows, dimension, from)
  const used = sample.length / dimension
  const { coordinates, rank } = principalAxes(sample, { dimension, most: 2, from: used })
  const places = new Float32Array((2 * rows.length) / dimension)
  for (let a = 0; a < rank; a++) {
    const axis = axisOf(sample, dimension, (i) => coordinates[i * rank + a]!)
    const middle = alongOf(axis, (j) => meanOf(sample, dimension, j))
    for (let i = 0; i < places.length / 2; i++)
      places[2 * i + a] = alongOf(axis, (j) => rows[i * dimension + j]!) - middle
  }
  return places
}

/** The coordinates c = X v of centred rows give back their axis: X'c is v times its variance. */
function axisOf(sample: Float32Array, dimension: number, coordinate: (i: number) => number): Float64Array {
  const axis = new Float64Array(dimension)
  for (let i = 0; i < sample.length / dimension; i++)
    for (let j = 0; j < dimension; j++) axis[j]! += coordinate(i) * sample[i * dimension + j]!
  const length = Math.hypot(...axis) || 1
  return axis.map((x) => x / length)
}

function meanOf(rows: Float32Array, dimension: number, column: number): number {
  let sum = 0
  for (let at = column; at < rows.length; at += dimension) sum += rows[at]!
  return (sum * dimension) / rows.length
}

function alongOf(axis: Float64Array, row: (j: number) => number): number {
  let sum = 0
  for (let j = 0; j < axis.length; j++) sum += axis[j]! * row(j)
  return sum
}
