import type { Assignment } from './assignment.ts'
import type { Points } from './points.ts'

/** Moves every centre to the mean of its rows, and gives the centres that are elsewhere now, in order. A centre without rows
 *  takes the row that is farthest from its own centre, out of a cluster of several; where no row is away from its centre,
 *  the centre stays. Sums are of differences to the cluster's first row, in float64: the mean of equal rows is that row. */
export function updateCentres(points: Points, assignment: Assignment, centres: Float64Array): Int32Array {
  const { rows, dimension } = points
  const { labels } = assignment
  const k = centres.length / dimension
  const members = fillEmpty(assignment, k)
  const means = new Float64Array(centres.length)
  const first = new Int32Array(k).fill(-1)
  for (let i = 0; i < labels.length; i++) {
    const c = labels[i]!
    if (first[c] === -1) first[c] = i
    else addDifference(means, c * dimension, rows, i * dimension, first[c]! * dimension, dimension)
  }
  const moved: number[] = []
  for (let c = 0; c < k; c++) {
    if (members[c] === 0) continue
    let changed = false
    for (let d = 0, at = c * dimension, from = first[c]! * dimension; d < dimension; d++, at++, from++) {
      const mean = rows[from]! + means[at]! / members[c]!
      if (mean === centres[at]) continue
      centres[at] = mean
      changed = true
    }
    if (changed) moved.push(c)
  }
  return Int32Array.from(moved)
}

function addDifference(
  sums: Float64Array,
  at: number,
  rows: Float32Array,
  row: number,
  first: number,
  dimension: number,
): void {
  for (let d = 0; d < dimension; d++) sums[at + d]! += rows[row + d]! - rows[first + d]!
}

/** Counts the rows of every cluster, after each empty one has taken a row. */
function fillEmpty({ labels, own, other }: Assignment, k: number): Int32Array {
  const members = new Int32Array(k)
  for (const label of labels) members[label]!++
  const empty = [...members.keys()].filter((c) => members[c] === 0)
  if (empty.length === 0) return members
  const farthest = [...labels.keys()].filter((i) => own[i]! > 0).sort((a, b) => own[b]! - own[a]! || a - b)
  for (const row of farthest) {
    if (empty.length === 0) break
    if (members[labels[row]!]! < 2) continue
    members[labels[row]!]!--
    other[row] = Math.min(other[row]!, own[row]!) // the centre that it leaves
    labels[row] = empty.shift()!
    members[labels[row]!] = 1
  }
  return members
}
