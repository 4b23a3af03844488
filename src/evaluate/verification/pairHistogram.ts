import { gather } from '../../data/gather.ts'
import { random } from '../../random.ts'
import type { Session, SessionOptions } from '../../runtime/session.ts'
import { floats } from '../../tensor/array.ts'
import { centredRows } from '../centredRows.ts'
import { centreOf } from '../centreOf.ts'
import { demandRows } from '../demandRows.ts'
import type { LabelLevel } from '../relevantCounts.ts'
import { squaredLengths } from '../squaredLengths.ts'
import { openPairProduct } from './openPairProduct.ts'

export interface PairHistogramOptions extends SessionOptions {
  /** Rows [queries, dimension]. */
  readonly queries: Float32Array
  /** Rows [gallery, dimension]; null: every pair of two queries, once. */
  readonly gallery: Float32Array | null
  readonly dimension: number
  /** What tells pairs of one class from pairs of two; pairs of a row of negative label are left out. Where there is no
   *  gallery, only the labels of the queries are read. */
  readonly levels: readonly LabelLevel[]
  /** Of the squared distance, between 0 and the largest there could be. Default 2^20. */
  readonly bins?: number
  /** No more pairs are measured, but those of a seeded sample of queries with all that they would be paired with. Default
   *  2e8: all pairs of 20,000 images. */
  readonly mostPairs?: number
  /** Of the sample. Default 0. */
  readonly seed?: number
  /** The mean row and the largest length of a row without it, where several histograms shall have the same bins. Default: what
   *  these rows have. */
  readonly frame?: PairFrame
  /** What multiplies, where it is open already; it is left open. */
  readonly product?: Session
}

/** What distances are measured in. */
export interface PairFrame {
  readonly centre: Float64Array
  readonly longest: number
}

/** Pairs by squared distance, for each level. */
export interface PairHistogram {
  /** Bin b holds squared distances nearest to b * width. */
  readonly width: number
  readonly levels: readonly { readonly genuine: Uint32Array; readonly impostor: Uint32Array }[]
  /** Queries whose pairs were measured: all, or a sample. */
  readonly asked: number
  readonly frame: PairFrame
}

/** At most this many products are in memory at once (40 MB). */
const most = 10_000_000

/** Distances of all pairs of images, one matrix product a block on the engine, counted in fine bins, so that nothing is as
 *  large as images x images. Rows are centred first, and a bin is about as wide as what a float32 product of such rows
 *  leaves uncertain; pairs of one bin are equally far apart for all that follows. */
export async function pairHistogram(options: PairHistogramOptions): Promise<PairHistogram> {
  const { queries, gallery, dimension, levels, bins = 2 ** 20, mostPairs = 2e8, seed = 0 } = options
  const who = 'verification'
  demandRows(who, 'queries', queries, dimension)
  if (gallery) demandRows(who, 'gallery', gallery, dimension)
  const centre = options.frame?.centre ?? centreOf(gallery ?? queries, dimension)
  const from = centredRows(queries, centre)
  const to = gallery ? centredRows(gallery, centre) : from
  const [fromSquares, toSquares] = [squaredLengths(from, dimension), squaredLengths(to, dimension)]
  const longest = options.frame?.longest ?? Math.sqrt(Math.max(largest(fromSquares), largest(toSquares)))
  const farthest = (2 * longest) ** 2
  const scale = farthest > 0 ? (bins - 1) / farthest : 0
  const [count, size] = [fromSquares.length, toSquares.length]
  const asked = sampled(count, mostPairs / (gallery ? size : size / 2), seed)
  // A pair of two rows that are both asked about is met twice, and counted from the first.
  const own = gallery ? null : new Uint8Array(count)
  if (own) for (const row of asked) own[row] = 1
  const counts = levels.map(() => ({ genuine: new Uint32Array(bins), impostor: new Uint32Array(bins) }))
  const session = options.product ?? (await openPairProduct(dimension, options))
  try {
    const step = Math.max(1, Math.floor(most / size))
    const binOf = new Int32Array(size)
    for (let start = 0; start < asked.length; start += step) {
      const rows = asked.subarray(start, start + step)
      // Of all pairs of one set a block needs only what comes after its first row.
      const first = own && asked.length === count ? rows[0]! : 0
      const result = await session.run({
        from: floats(gather(from, dimension, rows), [rows.length, dimension]),
        to: floats(to.subarray(first * dimension), [size - first, dimension]),
      })
      const products = result.products!.data as Float32Array
      for (const [i, row] of rows.entries()) {
        const at = i * (size - first) - first
        for (let j = first; j < size; j++) {
          const square = fromSquares[row]! + toSquares[j]! - 2 * products[at + j]!
          binOf[j] = square > 0 ? Math.min(bins - 1, square * scale + 0.5) : 0
        }
        for (const [l, level] of levels.entries()) tally(counts[l]!, binOf, row, first, level, own)
      }
    }
  } finally {
    if (!options.product) await session.close()
  }
  return { width: scale > 0 ? 1 / scale : 0, levels: counts, asked: asked.length, frame: { centre, longest } }
}

/** Counts the pairs of one row with every other from `first` on. */
function tally(
  { genuine, impostor }: PairHistogram['levels'][number],
  binOf: Int32Array,
  row: number,
  first: number,
  { queryLabels, galleryLabels }: LabelLevel,
  own: Uint8Array | null,
): void {
  const label = queryLabels[row]!
  if (label < 0) return
  const labels = own ? queryLabels : galleryLabels
  for (let j = first; j < binOf.length; j++) {
    if (own !== null && j <= row && (own[j] === 1 || j === row)) continue
    const other = labels[j]!
    if (other === label) genuine[binOf[j]!]!++
    else if (other >= 0) impostor[binOf[j]!]!++
  }
}

/** All rows, or a seeded draw of so many, rising. */
function sampled(count: number, wanted: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: count }, (_, i) => i)
  if (count <= wanted) return all
  return random(seed)
    .fork('pairs')
    .shuffle(all)
    .slice(0, Math.max(1, Math.floor(wanted)))
    .sort()
}

const largest = (values: Float64Array): number => values.reduce((a, b) => Math.max(a, b), 0)
