import { demand } from '../../errors.ts'
import type { Random } from '../../random.ts'
import { random } from '../../random.ts'
import type { SessionOptions } from '../../runtime/session.ts'
import type { Assignment } from './assignment.ts'
import { improve, unassigned } from './assignment.ts'
import type { Points } from './points.ts'
import { openPoints, squaredDistance } from './points.ts'
import { seedCentres } from './seedCentres.ts'
import { updateCentres } from './updateCentres.ts'

export interface KMeansOptions extends SessionOptions {
  /** [n * dimension] row by row. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** How many clusters, from 1 to n. */
  readonly k: number
  /** Default 0. The same seed gives the same clusters. */
  readonly seed?: number | string
  /** How often it begins anew, with other first centres; the best is given. Default 1. */
  readonly runs?: number
  /** Steps of a run at most. Default 100. */
  readonly most?: number
  /** A run ends where a step lowers the inertia by no more than this share of it. Default 1e-4; 0 goes on until no row
   *  changes its cluster. */
  readonly tolerance?: number
  /** First centres, [k * dimension], instead of drawn ones; then there is one run. */
  readonly centres?: Float32Array
}

export interface Clusters {
  /** [k * dimension] */
  readonly centres: Float32Array
  /** [n] the cluster of each row, from 0: that of the nearest centre. */
  readonly labels: Int32Array
  /** Sum of the squared distances of the rows to their centres. */
  readonly inertia: number
  /** How often the centres were moved, in the run that is given. */
  readonly steps: number
  /** Whether the run ended by itself, and not because of `most`. */
  readonly converged: boolean
}

/** Clusters by k-means (Lloyd 1982), first centres by k-means++ (Arthur and Vassilvitskii 2007), on the engine.
 *  A step moves every centre to the mean of its rows and then every row to the nearest centre. Only distances that may have
 *  changed the answer are computed: a row whose centre has not gone farther than the second nearest was is compared with
 *  centres that have moved, no others. That is exact, and the more centres, the more it saves. A row moves only to a centre
 *  that is nearer in float64, so the inertia never rises.
 *  A centre that loses its last row takes the row that is farthest from its own. Where fewer than k rows are distinct, the
 *  clusters beyond them stay empty.
 *  Fails on rows that are not finite, and on k above n. Memory: a second copy of the rows, k centres in float64, and blocks
 *  of 10 MB. */
export async function kMeans(options: KMeansOptions): Promise<Clusters> {
  const { embeddings, dimension, k, seed = 0, runs = 1, most = 100, tolerance = 1e-4, centres } = options
  check({ embeddings, dimension, k, runs, most, tolerance, centres })
  const points = openPoints(embeddings, dimension, options)
  try {
    if (centres) return await lloyd(points, await given(points, centres), { most, tolerance })
    let best: Clusters | undefined
    for (let run = 0; run < runs; run++) {
      const found = await lloyd(points, await seedCentres(points, k, generator(seed, run)), { most, tolerance })
      if (!best || found.inertia < best.inertia) best = found
    }
    return best!
  } finally {
    await points.search.close()
  }
}

const generator = (seed: number | string, run: number): Random => random(seed).fork(`kMeans ${run}`)

interface Start {
  readonly centres: Float64Array
  readonly assignment: Assignment
}

async function given(points: Points, first: Float32Array): Promise<Start> {
  const centres = Float64Array.from(first)
  const assignment = unassigned(points.count)
  await improve(points, assignment, centres, {
    rows: range(points.count),
    checked: range(first.length / points.dimension),
  })
  return { centres, assignment }
}

async function lloyd(
  points: Points,
  { centres, assignment }: Start,
  { most, tolerance }: { readonly most: number; readonly tolerance: number },
): Promise<Clusters> {
  const all = range(centres.length / points.dimension)
  let inertia = sum(assignment.own)
  let steps = 0
  let converged = false
  while (!converged && steps < most) {
    const moved = updateCentres(points, assignment, centres)
    steps++
    measureOwn(points, assignment, centres)
    const { sure, unsure } = parted(assignment)
    for (const row of unsure) assignment.other[row] = Number.POSITIVE_INFINITY
    await improve(points, assignment, centres, { rows: sure, checked: moved })
    await improve(points, assignment, centres, { rows: unsure, checked: all })
    const now = sum(assignment.own)
    converged = moved.length === 0 || inertia - now <= tolerance * inertia
    inertia = now
  }
  return { centres: Float32Array.from(centres), labels: assignment.labels, inertia, steps, converged }
}

/** The distances of the rows to their centres as these are now. */
function measureOwn({ rows, dimension, count }: Points, { labels, own }: Assignment, centres: Float64Array): void {
  for (let i = 0; i < count; i++) own[i] = squaredDistance(rows, i, centres, labels[i]!, dimension)
}

/** Rows that no centre at rest can win, and those that one may. */
function parted({ own, other }: Assignment): { sure: Int32Array; unsure: Int32Array } {
  const all = range(own.length)
  return { sure: all.filter((i) => own[i]! <= other[i]!), unsure: all.filter((i) => own[i]! > other[i]!) }
}

const range = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

function check({
  embeddings,
  dimension,
  k,
  runs,
  most,
  tolerance,
  centres,
}: Required<Pick<KMeansOptions, 'embeddings' | 'dimension' | 'k' | 'runs' | 'most' | 'tolerance'>> & {
  readonly centres: Float32Array | undefined
}): void {
  const who = 'kMeans'
  demand(
    Number.isInteger(dimension) && dimension >= 1 && embeddings.length > 0 && embeddings.length % dimension === 0,
    {
      who,
      rule: `embeddings must be whole rows of ${dimension} numbers, at least one`,
      value: embeddings.length,
    },
  )
  const n = embeddings.length / dimension
  demandFinite('embeddings', embeddings, dimension)
  demand(Number.isInteger(k) && k >= 1 && k <= n, {
    who,
    rule: `k must be a whole number from 1 to the ${n} rows`,
    value: k,
  })
  demand(Number.isInteger(runs) && runs >= 1, { who, rule: 'runs must be a whole number, at least 1', value: runs })
  demand(Number.isInteger(most) && most >= 1, { who, rule: 'most must be a whole number, at least 1', value: most })
  demand(tolerance >= 0 && tolerance < 1, { who, rule: 'tolerance must be in [0, 1)', value: tolerance })
  if (!centres) return
  demand(centres.length === k * dimension, {
    who,
    rule: `centres must hold k * dimension = ${k * dimension} numbers`,
    value: centres.length,
  })
  demandFinite('centres', centres, dimension)
}

function demandFinite(what: string, rows: Float32Array, dimension: number): void {
  const at = rows.findIndex((x) => !Number.isFinite(x))
  demand(at === -1, {
    who: 'kMeans',
    rule: `${what} must be finite`,
    value: `${rows[at]} in row ${Math.floor(at / dimension)}`,
  })
}
