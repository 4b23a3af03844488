import { hierarchy, type Merge } from './hierarchy.ts'
import { keptApart } from './keptApart.ts'
import { meanOf, type Points } from './meanOf.ts'

/** Rows that a kind must have in either half. */
const fewest = 3

/** Kinds that were found in some rows and seen again in others. Of Ward's hierarchy of the rows `found` every union of two clusters is
 *  looked at, parts before the whole. It is one kind unless there are several in either part, or the rows `seen` of it (those whose
 *  nearest neighbour is in it) leave a gap between the two along the line between the two clusters' means (`keptApart`). Kinds that
 *  are there by the noise of one half are not there in the other. Gives the kind of every row of the points, -1 for those in
 *  neither half, and the number of kinds. */
export function kindsOfHalf(
  points: Points,
  found: Int32Array,
  seen: Int32Array,
): { readonly count: number; readonly of: Int32Array } {
  const { near, between } = distances(points, found, seen)
  const branches: Branch[] = Array.from(found, (row) => ({ found: [row], seen: [], kinds: [] }))
  seen.forEach((row, i) => {
    const branch = branches[near[i]!]!
    branches[near[i]!] = { ...branch, seen: [...branch.seen, row] }
  })
  for (const merge of hierarchy(between, 'ward')) branches.push(union(points, branches, merge))
  const whole = branches.at(-1)!
  const kinds = whole.kinds.length > 0 ? whole.kinds : [whole]
  return { count: kinds.length, of: numbered(points, kinds) }
}

interface Group {
  readonly found: readonly number[]
  readonly seen: readonly number[]
}

interface Branch extends Group {
  /** The kinds in it where there are several; none where it is all one. */
  readonly kinds: readonly Group[]
}

function union(points: Points, branches: Branch[], merge: Merge): Branch {
  const [a, b] = [branches[merge.left]!, branches[merge.right]!]
  const whole = joined(a, b)
  const kinds = [...a.kinds, ...b.kinds]
  if (kinds.length === 0) return { ...whole, kinds: apart(points, a, b) ? [a, b] : [] }
  const single = [a, b].find((one) => one.kinds.length === 0)
  if (!single) return { ...whole, kinds }
  // Beside several kinds, a branch may be a further one, or what lies around one of them.
  const nearest = nearestOf(points, kinds, meanOf(points, single.found))
  if (apart(points, single, kinds[nearest]!)) return { ...whole, kinds: [...kinds, single] }
  return { ...whole, kinds: kinds.map((kind, i) => (i === nearest ? joined(kind, single) : kind)) }
}

const joined = (a: Group, b: Group): Group => ({ found: [...a.found, ...b.found], seen: [...a.seen, ...b.seen] })

function apart(points: Points, a: Group, b: Group): boolean {
  const rows = [...a.seen, ...b.seen]
  if (a.found.length < fewest || b.found.length < fewest || rows.length < 2 * fewest) return false
  const { coordinates, dimension: d } = points
  const [from, to] = [meanOf(points, a.found), meanOf(points, b.found)]
  const below: number[] = []
  const above: number[] = []
  for (const row of rows) {
    // From the plane half way between the means, along the line from one to the other.
    let along = 0
    for (let j = 0; j < d; j++) along += (to[j]! - from[j]!) * (coordinates[row * d + j]! - (from[j]! + to[j]!) / 2)
    if (along < 0) below.push(along)
    else above.push(along)
  }
  return below.length >= fewest && above.length >= fewest && keptApart({ below, above })
}

/** Squared distances among the rows `found`, and which of them is nearest to each row `seen`. */
function distances({ coordinates: x, dimension: d }: Points, found: Int32Array, seen: Int32Array) {
  const n = found.length
  const square = (i: number, k: number): number => {
    let sum = 0
    for (let j = 0; j < d; j++) sum += (x[i * d + j]! - x[k * d + j]!) ** 2
    return sum
  }
  const between = new Float64Array(n * n)
  for (let a = 0; a < n; a++)
    for (let b = 0; b < a; b++) between[a * n + b] = between[b * n + a] = square(found[a]!, found[b]!)
  const near = seen.map((row) => {
    let [nearest, least] = [0, Number.POSITIVE_INFINITY]
    for (let a = 0; a < n; a++) {
      const distance = square(row, found[a]!)
      if (distance < least) {
        nearest = a
        least = distance
      }
    }
    return nearest
  })
  return { between, near }
}

/** Which of some kinds has the mean nearest to a place. */
function nearestOf(points: Points, kinds: readonly Group[], place: Float64Array): number {
  const squares = kinds.map(({ found }) => {
    const mean = meanOf(points, found)
    return mean.reduce((sum, x, j) => sum + (x - place[j]!) ** 2, 0)
  })
  return squares.indexOf(Math.min(...squares))
}

function numbered({ coordinates, dimension }: Points, kinds: readonly Group[]): Int32Array {
  const of = new Int32Array(coordinates.length / dimension).fill(-1)
  for (const [kind, { found, seen }] of kinds.entries()) for (const row of [...found, ...seen]) of[row] = kind
  return of
}
