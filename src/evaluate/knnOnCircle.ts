import { demand } from '../errors.ts'
import { demandRows } from './demandRows.ts'
import { isOnCircle } from './isOnCircle.ts'
import type { NeighbourBlock } from './neighbours.ts'

export interface CircleKnnOptions {
  /** [queries, 2] row by row, rows of length 1. */
  readonly queries: Float32Array
  /** [gallery, 2], likewise. */
  readonly gallery: Float32Array
  readonly k: number
}

/** Queries of a block. */
const most = 4096

/** Rows more than are wanted that are looked at on either side, to begin with; and the most on either side: rows beyond so many lie at
 *  distances that float32 numbers do not tell apart. */
const [spare, mostOnSide] = [16, 2048]

/** What rounding to float32 does to a place on the circle. */
const rounding = 4e-7

/** Whether neighbours can be found by angles alone: all rows have length 1, but for rounding. */
export const isPreciselyOnCircle = (rows: Float32Array): boolean => isOnCircle(rows, rounding)

/** Nearest neighbours on the unit circle, as `knn` finds them: there the nearest are next to one another in the order of the angles, and
 *  need no search among all. Distances are exact, equally near rows come in the order of the gallery; where thousands of rows lie
 *  on one point, those listed are some of them. Fails on rows that are not finite, or not of length 1. */
export function* knnOnCircle({ queries, gallery, k }: CircleKnnOptions): Generator<NeighbourBlock> {
  const who = 'knnOnCircle'
  demandRows(who, 'queries', queries, 2)
  demandRows(who, 'gallery', gallery, 2)
  demand(Number.isInteger(k) && k >= 1, { who, rule: 'k must be a whole number, at least 1', value: k })
  demand(isPreciselyOnCircle(queries) && isPreciselyOnCircle(gallery), { who, rule: 'all rows must be of length 1' })
  const angles = anglesOf(gallery)
  const order = Int32Array.from(angles.keys()).sort((a, b) => angles[a]! - angles[b]! || a - b)
  const sorted = Float64Array.from(order, (row) => angles[row]!)
  const asked = anglesOf(queries)
  for (let start = 0; start < asked.length; start += most) {
    const count = Math.min(most, asked.length - start)
    const indices = new Int32Array(count * k).fill(-1)
    const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY)
    for (let q = 0; q < count; q++) {
      const [x, y] = [queries[2 * (start + q)]!, queries[2 * (start + q) + 1]!]
      const distance = (row: number): number => Math.hypot(gallery[2 * row]! - x, gallery[2 * row + 1]! - y)
      for (const [at, [row, near]] of nearest({ order, sorted }, asked[start + q]!, k, distance).entries()) {
        indices[q * k + at] = row
        distances[q * k + at] = near
      }
    }
    yield { start, count, k, indices, distances }
  }
}

/** Rows and distances, nearest first, of the rows around an angle: so many on either side that no other can be nearer. */
function nearest(
  { order, sorted }: { readonly order: Int32Array; readonly sorted: Float64Array },
  angle: number,
  k: number,
  distance: (row: number) => number,
): [row: number, distance: number][] {
  const n = order.length
  const middle = firstAtLeast(sorted, angle)
  for (let side = k + spare; ; side *= 2) {
    const whole = 2 * side >= n
    const from = whole ? 0 : middle - side
    const length = whole ? n : 2 * side
    const found = Array.from({ length }, (_, i): [number, number] => {
      const row = order[(((from + i) % n) + n) % n]!
      return [row, distance(row)]
    })
    const edge = whole ? Number.POSITIVE_INFINITY : Math.min(found[0]![1], found[length - 1]![1])
    found.sort((a, b) => a[1] - b[1] || a[0] - b[0])
    const last = found[Math.min(k, length) - 1]![1]
    if (last < edge - rounding || side >= mostOnSide || whole) return found.slice(0, k)
  }
}

const anglesOf = (rows: Float32Array): Float64Array =>
  Float64Array.from({ length: rows.length / 2 }, (_, i) => Math.atan2(rows[2 * i + 1]!, rows[2 * i]!))

function firstAtLeast(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
