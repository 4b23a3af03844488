import { gather } from '../../data/gather.ts'
import { prepareCentres } from './nearestCentres.ts'
import type { Points } from './points.ts'
import { squaredDistance } from './points.ts'

/** Which centre each row belongs to, and what is known of its distances. */
export interface Assignment {
  /** [rows] centres; -1 before the first. */
  readonly labels: Int32Array
  /** [rows] exact squared distances to them. */
  readonly own: Float64Array
  /** [rows] no other centre is nearer than this, squared, unless it has moved since. */
  readonly other: Float64Array
}

/** An assignment before any centre was looked at. */
export const unassigned = (rows: number): Assignment => ({
  labels: new Int32Array(rows).fill(-1),
  own: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
  other: new Float64Array(rows).fill(Number.POSITIVE_INFINITY),
})

/** At most so many scores are made at once, 10 MB: rows are taken in blocks, and nothing is ever rows x centres. Blocks of 40 MB
 *  do not fit into caches and took up to 1.7 times as long for each score. */
const mostScores = 2_500_000

/** Two candidates tell for nearly every row that the first is the nearest. Where they are so close that float32 cannot tell
 *  them apart, the row is searched again for more, all of which are compared by exact distances. */
const [fewCandidates, manyCandidates] = [2, 32]

/** And rows gathered for a block, 16 MB. */
const mostGathered = 4_000_000

/** Below so many multiplications a loop in float64 is as fast as the engine, whose session it does not need. */
const fewProducts = 2 ** 22

/** Moves each of some rows to a centre that is nearer than its own, where one of `checked` is, and returns how many moved.
 *  `own` must hold the distances to the rows' centres as they are now. Scores come from products in float32; whatever they
 *  cannot tell apart is decided by distances in float64, so a row moves only to a centre that is really nearer. */
export async function improve(
  points: Points,
  assignment: Assignment,
  centres: Float64Array,
  { rows, checked }: { readonly rows: Int32Array; readonly checked: Int32Array },
): Promise<number> {
  const { dimension } = points
  if (rows.length === 0 || checked.length === 0) return 0
  if (rows.length * checked.length * dimension <= fewProducts) {
    const judge = judging(points, assignment, centres, { listed: checked.length, checked, longest: 0 })
    const [places, scores] = [checked.map((_, i) => i), new Float32Array(checked.length)]
    return rows.reduce((moved, row) => moved + judge(row, places, scores, 0), 0)
  }
  const near = prepareCentres(centredCentres(points, centres, checked), dimension)
  const longest = Math.sqrt(2 * (near.halves.data as Float32Array).reduce((a, b) => Math.max(a, b), 0))
  const step = Math.max(1, Math.floor(Math.min(mostScores / checked.length, mostGathered / dimension)))
  const searched = async (some: Int32Array, most: number): Promise<number> => {
    let moved = 0
    const doubtful: number[] = []
    for (let start = 0; start < some.length; start += step) {
      const block = some.subarray(start, start + step)
      const { listed, places, scores } = await points.search.nearest(gathered(points, block), near, most)
      const judge = judging(points, assignment, centres, { listed, checked, longest })
      for (let i = 0; i < block.length; i++) {
        const last = scores[(i + 1) * listed - 1]!
        const close = scores[i * listed]! - last <= 2 * roundingOf(points, block[i]!, longest)
        if (close && listed < checked.length && most < manyCandidates) doubtful.push(block[i]!)
        else moved += judge(block[i]!, places, scores, i * listed)
      }
    }
    return moved + (doubtful.length === 0 ? 0 : await searched(Int32Array.from(doubtful), manyCandidates))
  }
  return searched(rows, fewCandidates)
}

/** By how much a score of a row may be wrong. A float32 product of D numbers is off by at most D u |x| |c|, u = 2^-24, and
 *  the halved square by as much again. */
const roundingOf = ({ squares, dimension }: Points, row: number, longest: number): number =>
  (dimension + 2) * 2 ** -24 * longest * (Math.sqrt(squares[row]!) + longest)

interface Judged {
  /** Candidates of each row. */
  readonly listed: number
  /** The centres by their places in the lists. */
  readonly checked: Int32Array
  /** Length of the longest centre in the product; 0 where there was none, and all candidates are equal. */
  readonly longest: number
}

/** Decides a row by its candidates, which begin at `from`: 1 if it moves. */
function judging(points: Points, { labels, own, other }: Assignment, centres: Float64Array, about: Judged) {
  const { rows, squares, dimension } = points
  const { listed, checked, longest } = about
  const complete = listed === checked.length
  return (row: number, places: Int32Array, scores: Float32Array, from: number): 0 | 1 => {
    const square = squares[row]!
    const rounding = roundingOf(points, row, longest)
    const before = labels[row]!
    let [label, best, second] = [before, own[row]!, other[row]!]
    let at = from
    for (; at < from + listed; at++) {
      // Neither the nearest nor, as it seems, near enough to it; and all that follow are farther.
      if (scores[at]! < scores[from]! - 2 * rounding && longest > 0) break
      const centre = checked[places[at]!]!
      if (centre === before) continue
      // What cannot be nearer than the row's own centre needs no exact distance.
      const atLeast = longest > 0 ? square - 2 * (scores[at]! + rounding) : 0
      if (atLeast > best) {
        second = Math.min(second, atLeast)
        continue
      }
      const distance = squaredDistance(rows, row, centres, centre, dimension)
      if (distance < best) {
        second = Math.min(second, best)
        best = distance
        label = centre
      } else second = Math.min(second, distance)
    }
    const last = at < from + listed ? at : from + listed - 1
    if (at < from + listed || !complete) second = Math.min(second, square - 2 * (scores[last]! + rounding))
    labels[row] = label
    own[row] = best
    other[row] = second
    return label === before ? 0 : 1
  }
}

/** Some centres minus the mean row, as they go into the product. */
function centredCentres({ mean, dimension }: Points, centres: Float64Array, some: Int32Array): Float32Array {
  const made = new Float32Array(some.length * dimension)
  for (let i = 0, at = 0; i < some.length; i++)
    for (let d = 0, from = some[i]! * dimension; d < dimension; d++, at++) made[at] = centres[from + d]! - mean[d]!
  return made
}

/** Rows as they go into the product: a view where they follow one another. */
function gathered({ centred, dimension }: Points, rows: Int32Array): Float32Array {
  const [first, last] = [rows[0]!, rows.at(-1)!]
  if (last - first === rows.length - 1) return centred.subarray(first * dimension, (last + 1) * dimension)
  return gather(centred, dimension, rows)
}
