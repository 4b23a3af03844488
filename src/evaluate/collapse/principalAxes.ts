import { EigenvalueDecomposition, Matrix } from 'ml-matrix'
import { spaced } from '../../data/spaced.ts'
import { demand } from '../../errors.ts'

export interface PrincipalAxes {
  /** [count * rank] coordinates of the rows along the axes, from their mean, the axis of the largest variance first. */
  readonly coordinates: Float64Array
  readonly rank: number
  /** [rank] the axes themselves, each [dimension] and of length 1. */
  readonly axes: readonly Float64Array[]
  /** Variances along the axes, largest first. */
  readonly variances: readonly number[]
  /** Of all that the rows vary, the share along these axes. */
  readonly share: number
}

export interface AxesOptions {
  readonly dimension: number
  /** Axes at most. */
  readonly most: number
  /** At most so many rows, evenly spaced, say where the axes lie; all are then measured along them. Default 400. */
  readonly from?: number
}

/** Principal axes (Pearson 1901) of some rows, at most `most` of them. `rows` is [n * dimension] row by row. Axes without variance are
 *  left out, so the rank is 0 where all rows are equal. */
export function principalAxes(
  rows: Float32Array | Float64Array,
  { dimension, most, from = 400 }: AxesOptions,
): PrincipalAxes {
  demand(Number.isInteger(dimension) && dimension >= 1 && rows.length % dimension === 0 && rows.length > 0, {
    who: 'principalAxes',
    rule: `must be given whole rows of ${dimension} numbers, one at least`,
    value: rows.length,
  })
  const n = rows.length / dimension
  const x = centred(rows, dimension)
  const used = spaced(
    Int32Array.from({ length: n }, (_, i) => i),
    from,
  )
  const {
    axis: axisAt,
    variances,
    total,
  } = used.length <= dimension ? byRows(x, used, dimension) : byColumns(x, used, dimension, most)
  // What rounding alone leaves of no variance at all.
  const noise = Math.max(n, dimension) * Number.EPSILON * total
  const rank = Math.min(most, variances.filter((value) => value > noise).length)
  const coordinates = new Float64Array(n * rank)
  const axes = Array.from({ length: rank }, (_, a) => axisAt(a))
  for (const [a, axis] of axes.entries()) {
    for (let i = 0; i < n; i++) {
      let sum = 0
      for (let j = 0; j < dimension; j++) sum += x[i * dimension + j]! * axis[j]!
      coordinates[i * rank + a] = sum
    }
  }
  const kept = variances.slice(0, rank)
  const share = total > 0 ? Math.min(1, kept.reduce((a, b) => a + b, 0) / total) : 1
  return { coordinates, rank, axes, variances: kept, share }
}

/** Minus the mean row; the first row goes first, so that equal rows become zeros without rounding. */
function centred(rows: Float32Array | Float64Array, d: number): Float64Array {
  const n = rows.length / d
  const x = Float64Array.from(rows, (value, at) => value - rows[at % d]!)
  for (let j = 0; j < d; j++) {
    let sum = 0
    for (let i = 0; i < n; i++) sum += x[i * d + j]!
    for (let i = 0; i < n; i++) x[i * d + j]! -= sum / n
  }
  return x
}

interface Found {
  /** The a-th axis, of length 1. */
  readonly axis: (a: number) => Float64Array
  readonly variances: readonly number[]
  readonly total: number
}

/** From X'X, [dimension, dimension]. */
function byColumns(x: Float64Array, used: Int32Array, d: number, most: number): Found {
  const product = symmetric(d, (a, b) => {
    let sum = 0
    for (const i of used) sum += x[i * d + a]! * x[i * d + b]!
    return sum / used.length
  })
  const { order, vectors, values } = decomposed(product)
  const axes = order.slice(0, most).map((c) => Float64Array.from({ length: d }, (_, j) => vectors.get(j, c)))
  return { axis: (a) => axes[a]!, ...sorted(order, values) }
}

/** From XX', [rows, rows]: an axis is X'v / |X'v|. */
function byRows(x: Float64Array, used: Int32Array, d: number): Found {
  const product = symmetric(used.length, (a, b) => {
    const [i, k] = [used[a]!, used[b]!]
    let sum = 0
    for (let j = 0; j < d; j++) sum += x[i * d + j]! * x[k * d + j]!
    return sum / used.length
  })
  const { order, vectors, values } = decomposed(product)
  const axisAt = (a: number): Float64Array => {
    const axis = new Float64Array(d)
    for (const [at, i] of used.entries()) {
      const weight = vectors.get(at, order[a]!)
      for (let j = 0; j < d; j++) axis[j]! += weight * x[i * d + j]!
    }
    const length = Math.sqrt(axis.reduce((sum, value) => sum + value * value, 0)) || 1
    return axis.map((value) => value / length)
  }
  return { axis: axisAt, ...sorted(order, values) }
}

function symmetric(size: number, of: (a: number, b: number) => number): Matrix {
  const product = Matrix.zeros(size, size)
  for (let a = 0; a < size; a++)
    for (let b = 0; b <= a; b++) {
      const value = of(a, b)
      product.set(a, b, value)
      product.set(b, a, value)
    }
  return product
}

function decomposed(product: Matrix): { order: number[]; vectors: Matrix; values: readonly number[] } {
  const { realEigenvalues: values, eigenvectorMatrix: vectors } = new EigenvalueDecomposition(product, {
    assumeSymmetric: true,
  })
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!)
  return { order, vectors, values }
}

function sorted(order: readonly number[], values: readonly number[]): Pick<Found, 'variances' | 'total'> {
  const variances = order.map((at) => Math.max(0, values[at]!))
  return { variances, total: variances.reduce((a, b) => a + b, 0) }
}
