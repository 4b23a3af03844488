import { spaced } from '../../data/spaced.ts'
import { demand } from '../../errors.ts'
import { random } from '../../random.ts'
import { isOnCircle } from '../isOnCircle.ts'
import { hierarchy } from './hierarchy.ts'
import { kindsOfHalf } from './kindsOfHalf.ts'
import { meanOf, type Points } from './meanOf.ts'
import { principalAxes } from './principalAxes.ts'

/** The kinds that some items fall into. */
export interface KindCount {
  /** How many. Null where the items are too few to tell. */
  readonly count: number | null
  /** Nine of ten halvings found from `low` to `high` of them; null with the count. */
  readonly low: number | null
  readonly high: number | null
  /** The kind of each item, numbered by size, the largest 0. All 0 where there is one kind, or where items are too few. */
  readonly of: Int32Array
}

export interface KindOptions {
  /** [n * dimension], row by row. */
  readonly embeddings: Float32Array
  readonly dimension: number
  readonly seed?: number
  /** Times that the items are halved. Default 10. */
  readonly halvings?: number
}

/** Items that a kind must have; with fewer than twice as many nothing is told apart. */
export const fewestOfKind = 6

/** More items are represented by so many, evenly spaced. */
const mostItems = 1000

/** More axes tell nothing: what is left is noise. */
const mostAxes = 32

/** Counts the kinds (clusters) in some embeddings. The items are halved at random, again and again: kinds found in one half count where
 *  the other half shows the gap between them (`kindsOfHalf`; after the prediction strength of Tibshirani and Walther 2005 and the
 *  complementary pairs of Shah and Samworth 2013). Items that were of one kind in more than half of all halvings are of one kind
 *  (consensus clustering, Monti et al. 2003), and a kind has six items or more. The counts of the halvings say how sure the number
 *  is. Distances are Euclidean along the 32 principal axes of most variance; on a circle (dimension 2, rows of length 1) along it.
 *  Rows that are all equal, but for rounding, are one kind. Fails on rows that are not finite. */
export function countKinds({ embeddings, dimension, seed = 0, halvings = 10 }: KindOptions): KindCount {
  const who = 'countKinds'
  demand(Number.isInteger(dimension) && dimension >= 1 && embeddings.length % dimension === 0, {
    who,
    rule: `embeddings must be whole rows of ${dimension} numbers`,
    value: embeddings.length,
  })
  const stray = embeddings.find((x) => !Number.isFinite(x))
  demand(stray === undefined, { who, rule: 'embeddings must be finite', value: stray })
  demand(Number.isInteger(halvings) && halvings >= 1, {
    who,
    rule: 'halvings must be a whole number, at least 1',
    value: halvings,
  })
  const n = embeddings.length / dimension
  if (n < 2 * fewestOfKind) return { count: null, low: null, high: null, of: new Int32Array(n) }
  const points = pointsOf(embeddings, dimension)
  if (points === null) return { count: 1, low: 1, high: 1, of: new Int32Array(n) }
  const every = Int32Array.from({ length: n }, (_, i) => i)
  const rows = spaced(every, mostItems)
  const found = halved(points, rows, halvings, seed)
  const kinds = agreed(found.together, rows)
  const counts = found.counts.sort((a, b) => a - b)
  // One of twenty at either end is left out.
  const cut = Math.floor(counts.length / 20)
  const count = kinds.length
  return {
    count,
    low: Math.min(count, counts[cut]!),
    high: Math.max(count, counts[counts.length - 1 - cut]!),
    of: completed(points, kinds, n),
  }
}

/** Coordinates to measure in; null where all rows are one point, but for rounding. */
function pointsOf(embeddings: Float32Array, dimension: number): Points | null {
  if (dimension === 2 && isOnCircle(embeddings)) return { coordinates: angles(embeddings), dimension: 1 }
  const { coordinates, rank, variances } = principalAxes(embeddings, { dimension, most: mostAxes })
  const largest = embeddings.reduce((most, x) => Math.max(most, Math.abs(x)), 0)
  return rank === 0 || Math.sqrt(variances[0]!) < 1e-6 * largest ? null : { coordinates, dimension: rank }
}

/** Angles in radians, the circle cut open where it is emptiest. */
function angles(embeddings: Float32Array): Float64Array {
  const all = Float64Array.from({ length: embeddings.length / 2 }, (_, i) =>
    Math.atan2(embeddings[2 * i + 1]!, embeddings[2 * i]!),
  )
  const sorted = Float64Array.from(all).sort()
  const gaps = sorted.map((angle, i) => (i === 0 ? angle - sorted.at(-1)! + 2 * Math.PI : angle - sorted[i - 1]!))
  const start = sorted[gaps.indexOf(gaps.reduce((a, b) => Math.max(a, b)))]!
  return all.map((angle) => (angle < start ? angle + 2 * Math.PI : angle))
}

/** The counts of all halvings, and [rows * rows] the share of them in which two rows were of one kind. */
function halved(
  points: Points,
  rows: Int32Array,
  halvings: number,
  seed: number,
): { counts: number[]; together: Float64Array } {
  const n = rows.length
  const together = new Float64Array(n * n)
  const counts: number[] = []
  const rng = random(seed).fork('halvings')
  for (let h = 0; h < halvings; h++) {
    const order = rng.shuffle(Int32Array.from(rows))
    const [a, b] = [order.slice(0, n >> 1), order.slice(n >> 1)]
    for (const [found, seen] of [
      [a, b],
      [b, a],
    ] as const) {
      const { count, of } = kindsOfHalf(points, found, seen)
      counts.push(count)
      for (let i = 0; i < n; i++)
        for (let k = 0; k < n; k++) if (of[rows[i]!] === of[rows[k]!]) together[i * n + k]! += 0.5 / halvings
    }
  }
  return { counts, together }
}

/** The groups whose items were mostly together, largest first; without those too small for a kind. */
function agreed(together: Float64Array, rows: Int32Array): (readonly number[])[] {
  const clusters: (readonly number[])[] = Array.from(rows, (row) => [row])
  const whole = new Set<number>(rows.keys())
  const merges = hierarchy(
    together.map((share) => 1 - share),
    'average',
  )
  for (const [i, { left, right, distance }] of merges.entries()) {
    clusters.push([...clusters[left]!, ...clusters[right]!])
    if (distance > 0.5 || !whole.has(left) || !whole.has(right)) continue
    whole.delete(left)
    whole.delete(right)
    whole.add(rows.length + i)
  }
  const kinds = [...whole].map((cluster) => clusters[cluster]!).filter((kind) => kind.length >= fewestOfKind)
  return kinds.length === 0 ? [Array.from(rows)] : kinds.sort((a, b) => b.length - a.length)
}

/** The kind of every item: of those that are in none, the one whose mean is nearest. */
function completed(points: Points, kinds: readonly (readonly number[])[], n: number): Int32Array {
  const { coordinates, dimension } = points
  const of = new Int32Array(n).fill(-1)
  for (const [kind, rows] of kinds.entries()) for (const row of rows) of[row] = kind
  const means = kinds.map((rows) => meanOf(points, rows))
  return of.map((known, i) => {
    if (known >= 0) return known
    const here = coordinates.subarray(i * dimension, (i + 1) * dimension)
    const squares = means.map((mean) => mean.reduce((sum, x, j) => sum + (x - here[j]!) ** 2, 0))
    return squares.indexOf(Math.min(...squares))
  })
}
