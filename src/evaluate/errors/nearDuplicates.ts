import { demand } from '../../errors.ts'
import type { SessionOptions } from '../../runtime/session.ts'
import { nearestRows } from '../nearestRows.ts'

export interface NearDuplicateOptions extends SessionOptions {
  /** [n * dimension] row by row; rows of length 1 where the cosine is meant. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** [n] labels, negative where there is none: pairs then say whether they agree. */
  readonly labels?: Int32Array
  /** Pairs nearer than this are given. Default: chosen from the distances. */
  readonly within?: number
  /** How many neighbours of each row are looked at. Default 10: of a larger group of copies not every pair is named. */
  readonly neighbours?: number
  /** [n * neighbours] the nearest of each row among all others, where they are known already: -1 at distance Infinity where there are
   *  fewer. Default: they are looked for. */
  readonly known?: { readonly indices: Int32Array; readonly distances: Float32Array }
}

/** Two rows that lie closer together than rows of this set do. */
export interface NearDuplicate {
  readonly row: number
  /** The other row, of a larger number. */
  readonly other: number
  readonly distance: number
  /** Whether their embeddings are the same, number for number. */
  readonly exact: boolean
  /** Whether they have the same label; null where either has none. */
  readonly agree: boolean | null
}

export interface NearDuplicates {
  /** The distance below which a pair is one. */
  readonly within: number
  /** Whether it was chosen from the distances, and not given. */
  readonly chosen: boolean
  /** The nearest pair first. */
  readonly pairs: readonly NearDuplicate[]
}

/** Pairs of rows that are copies of each other or nearly so, nearest first, and the distance below which they are called so.
 *  Unless it is given, that is Tukey's lower fence (1977) of the logarithms of each row's distance to its nearest:
 *  within = exp(Q1 - 1.5 (Q3 - Q1)), quartiles over rows that have no exact copy. It asks which rows are nearer than is usual
 *  here, so it holds for any scale and any embedding, and for collapsed ones too. Of rows without any copies it names some 4
 *  in 1000 (the normal distribution's share), and it fails where more than a quarter of the rows have a near-duplicate, for
 *  then that is usual. Exact copies are always given. With fewer than 8 rows to learn it
 *  from, only these are. */
export async function nearDuplicates(options: NearDuplicateOptions): Promise<NearDuplicates> {
  const { embeddings, dimension, labels, within: given, neighbours = 10, known, ...session } = options
  const who = 'nearDuplicates'
  const n = embeddings.length / dimension
  demand(labels === undefined || labels.length === n, {
    who,
    rule: `labels must be one for each of ${n} rows`,
    value: labels?.length,
  })
  demand(given === undefined || given >= 0, { who, rule: 'within must be a distance, at least 0', value: given })
  demand(!known || (known.indices.length === n * neighbours && known.distances.length === n * neighbours), {
    who,
    rule: `known neighbours must be ${neighbours} of each of ${n} rows`,
    value: known?.indices.length,
  })
  const { indices: neighbour, distances: distance } =
    known ?? (await nearestRows({ ...session, queries: embeddings, gallery: null, dimension, k: neighbours }))
  const within = given ?? lowerFence(distance.filter((_, at) => at % neighbours === 0))
  const pairs = pairsOf(neighbour, distance, neighbours, within)
    .sort((a, b) => a.distance - b.distance || a.row - b.row || a.other - b.other)
    .map((pair) => ({ ...pair, exact: pair.distance === 0, agree: agreement(labels, pair.row, pair.other) }))
  return { within, chosen: given === undefined, pairs }
}

interface Pair {
  readonly row: number
  readonly other: number
  readonly distance: number
}

/** The pairs of rows and neighbours that are near enough, each once. */
function pairsOf(neighbour: Int32Array, distance: Float32Array, k: number, within: number): Pair[] {
  const n = neighbour.length / k
  const pairs = new Map<number, Pair>()
  neighbour.forEach((found, at) => {
    if (found < 0 || (distance[at]! > 0 && distance[at]! >= within)) return
    const row = Math.floor(at / k)
    const [low, high] = [Math.min(row, found), Math.max(row, found)]
    pairs.set(low * n + high, { row: low, other: high, distance: distance[at]! })
  })
  return [...pairs.values()]
}

/** Tukey's lower fence of the logarithms, those of 0 and of no neighbour left out. */
function lowerFence(distances: Float32Array): number {
  const logs = Float64Array.from(
    distances.filter((one) => one > 0 && Number.isFinite(one)),
    Math.log,
  ).sort()
  if (logs.length < 8) return 0
  const quantile = (q: number): number => {
    const at = q * (logs.length - 1)
    const low = Math.floor(at)
    return logs[low]! + (at - low) * ((logs[low + 1] ?? logs[low]!) - logs[low]!)
  }
  const [first, third] = [quantile(0.25), quantile(0.75)]
  return Math.exp(first - 1.5 * (third - first))
}

function agreement(labels: Int32Array | undefined, a: number, b: number): boolean | null {
  if (labels === undefined || labels[a]! < 0 || labels[b]! < 0) return null
  return labels[a] === labels[b]
}
