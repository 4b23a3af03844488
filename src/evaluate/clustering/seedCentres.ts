import type { Random } from '../../random.ts'
import type { Assignment } from './assignment.ts'
import { improve, unassigned } from './assignment.ts'
import type { Points } from './points.ts'

/** So many new centres at most wait until all rows are measured against them, in one product. */
const mostWaiting = 256

/** First centres by k-means++ (Arthur and Vassilvitskii 2007): rows, each drawn with a chance in proportion to its squared
 *  distance to the nearest of those before. Drawing them one by one would read all rows k times. Here a row is drawn by the
 *  distances as they were when all rows were last measured, which can only be too large, and kept with the chance that its
 *  distance now has of that one. What is kept has exactly the distribution of k-means++, and all rows are measured against
 *  many new centres in one product.
 *  Also gives the assignment of all rows to these centres. Where fewer than k rows are distinct, the last centres repeat
 *  rows. `centres` is [k * dimension]. */
export async function seedCentres(
  points: Points,
  k: number,
  rng: Random,
): Promise<{ centres: Float64Array; assignment: Assignment }> {
  const { count, dimension, rows } = points
  const centres = new Float64Array(k * dimension)
  const assignment = unassigned(count)
  const all = Int32Array.from({ length: count }, (_, i) => i)
  const upTo = new Float64Array(count)
  let waiting: number[] = []
  const choose = (row: number): void => {
    centres.set(rows.subarray(row * dimension, (row + 1) * dimension), (measured + waiting.length) * dimension)
    waiting.push(row)
  }
  let measured = 0
  choose(rng.below(count))
  while (true) {
    const checked = Int32Array.from(waiting, (_, i) => measured + i)
    await improve(points, assignment, centres, { rows: all, checked })
    measured += waiting.length
    waiting = []
    if (measured === k) return { centres, assignment }
    const total = cumulate(assignment.own, upTo)
    // Drawing goes on until refused draws have cost as much as to measure all rows anew.
    let refused = 0
    const room = Math.min(mostWaiting, measured, k - measured)
    while (waiting.length < room && refused <= count) {
      const row = total > 0 ? drawn(upTo, rng.uniform() * total) : rng.below(count)
      const now = distanceNow(points, row, waiting, assignment.own[row]!)
      if (total === 0 || rng.uniform() * assignment.own[row]! < now) choose(row)
      else refused += waiting.length
    }
  }
}

function cumulate(values: Float64Array, upTo: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) {
    sum += values[i]!
    upTo[i] = sum
  }
  return sum
}

/** The first place whose cumulated value exceeds `at`. */
function drawn(upTo: Float64Array, at: number): number {
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (upTo[middle]! > at) high = middle
    else low = middle + 1
  }
  return low
}

/** Squared distance of a row to the nearest of the waiting rows, or what it was before if that is less. */
function distanceNow({ rows, dimension }: Points, row: number, waiting: readonly number[], before: number): number {
  let nearest = before
  for (const other of waiting) {
    let sum = 0
    for (let d = 0, x = row * dimension, y = other * dimension; d < dimension && sum < nearest; d++, x++, y++) {
      const difference = rows[x]! - rows[y]!
      sum += difference * difference
    }
    if (sum < nearest) nearest = sum
  }
  return nearest
}
