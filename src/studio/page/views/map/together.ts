import { type Alignment, align, aligned } from '../../../../evaluate/projection/align.ts'
import type { MapShape } from '../../../api.ts'

/** The maps of two runs laid over one another: rows of the first, then rows of the second. */
export interface Together {
  readonly kind: MapShape['kind']
  /** [rows of both, 2], the second run's where the alignment lays them. */
  readonly xy: Float32Array
  /** Rows of the first run. */
  readonly first: number
  /** 0 for rows of the first run, 1 for those of the second. */
  readonly codes: Int32Array
  /** The row of the other run with the same image, among the rows of both; -1 for none. */
  readonly partner: Int32Array
  readonly alignment: Alignment
}

interface Half {
  readonly kind: MapShape['kind']
  readonly xy: Float32Array
}

/** Lays the second map over the first by the images that both have; null where they have none in common. Two circles are turned about
 *  their middle, and stay circles.
 *  @param link row of the second for each row of the first, -1 for none; `same` where rows are the same */
export function together(a: Half, b: Half, link: Int32Array | 'same'): Together | null {
  const [first, second] = [a.xy.length / 2, b.xy.length / 2]
  const to = link === 'same' ? Int32Array.from({ length: Math.min(first, second) }, (_, row) => row) : link
  const circles = a.kind === 'circle' && b.kind === 'circle'
  const alignment = align(a.xy, b.xy, to, circles ? 'origin' : 'centre')
  if (!alignment) return null
  const xy = new Float32Array(2 * (first + second))
  xy.set(a.xy)
  xy.set(aligned(alignment, b.xy), 2 * first)
  const partner = new Int32Array(first + second).fill(-1)
  for (const [row, other] of to.entries()) {
    if (other < 0 || other >= second) continue
    partner[row] = first + other
    partner[first + other] = row
  }
  const codes = new Int32Array(first + second).fill(1, first)
  return { kind: a.kind === b.kind ? a.kind : 'plane', xy, first, codes, partner, alignment }
}

/** Rows of one of the runs that are meant by rows of both: of the first where any of them is an image of it, of the second where none is.
 *  @param rows among the rows of both */
export function rowsMeant(
  { first, partner }: Pick<Together, 'first' | 'partner'>,
  rows: readonly number[],
): { readonly run: 0 | 1; readonly rows: readonly number[] } {
  const own = rows.map((row) => (row < first ? row : partner[row]!)).filter((row) => row >= 0)
  return own.length > 0
    ? { run: 0, rows: [...new Set(own)] }
    : { run: 1, rows: [...new Set(rows.map((row) => row - first))] }
}

/** From the place of an image in the first run to that in the second, for each image among some rows that both have.
 *  @param rows among the rows of both @param most paths there are */
export function pathsOf(
  { first, partner }: Pick<Together, 'first' | 'partner'>,
  rows: readonly number[],
  most: number,
): readonly (readonly [from: number, to: number])[] {
  const starts = new Set<number>()
  for (const row of rows) {
    if (starts.size === most) break
    const start = row < first ? row : partner[row]!
    if (start >= 0 && partner[start]! >= 0) starts.add(start)
  }
  return [...starts].map((row) => [row, partner[row]!] as const)
}
