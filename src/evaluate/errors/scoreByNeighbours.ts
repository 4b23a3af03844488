import type { NearestRows } from '../nearestRows.ts'

/** The rows that a score is made of: as many of the row's own class as of the one suggested, nearest first. */
export interface ScoredBy {
  readonly suggested: number
  readonly own: readonly number[]
  readonly others: readonly number[]
}

/** What the nearest neighbours of a row tell of its label error's score: that it is 0.5 at most, or what it is made of; 'open' where
 *  other rows must be asked. Whatever class is not in the list lies beyond it, and of one that is in it with fewer rows than are
 *  wanted the others do: so its mean distance has a lower bound, and the score an upper one.
 *  @param members how many rows each label has
 *  @param neighbours rows of each class that are asked */
export function scoreByNeighbours(
  row: number,
  known: NearestRows,
  {
    labels,
    members,
    neighbours,
  }: { readonly labels: Int32Array; readonly members: ReadonlyMap<number, number>; readonly neighbours: number },
): ScoredBy | 'below' | 'open' {
  const own = labels[row]!
  const most = Math.min(neighbours, members.get(own)! - 1)
  if (most === 0) return 'below'
  const { lists, edge } = byLabel(row, known, labels)
  const mates = lists.get(own)
  if (!mates || mates.rows.length < most) return 'open'
  let best = { score: 0, suggested: -1, taken: 0 }
  let atMost = 0
  for (const [label, { distances }] of lists) {
    if (label === own) continue
    const taken = Math.min(most, members.get(label)!)
    const there = Math.min(taken, distances.length)
    const near = sum(distances, there) + (there < taken ? (taken - there) * edge : 0)
    const mine = sum(mates.distances, taken)
    const score = mine + near === 0 ? 0.5 : mine / (mine + near)
    if (there < taken) atMost = Math.max(atMost, score)
    else if (score > best.score) best = { score, suggested: label, taken }
  }
  if (Math.max(best.score, atMost) <= 0.5) return 'below'
  if (atMost >= best.score) return 'open'
  const { suggested, taken } = best
  return { suggested, own: mates.rows.slice(0, most), others: lists.get(suggested)!.rows.slice(0, taken) }
}

interface List {
  readonly rows: number[]
  readonly distances: number[]
}

/** The neighbours of a row by their labels, and the distance beyond which all others lie. */
function byLabel(
  row: number,
  { k, indices, distances }: NearestRows,
  labels: Int32Array,
): { readonly lists: ReadonlyMap<number, List>; readonly edge: number } {
  const lists = new Map<number, List>()
  for (let at = row * k; at < (row + 1) * k && indices[at]! >= 0; at++) {
    const label = labels[indices[at]!]!
    if (label < 0) continue
    const list = lists.get(label) ?? { rows: [], distances: [] }
    list.rows.push(indices[at]!)
    list.distances.push(distances[at]!)
    lists.set(label, list)
  }
  return { lists, edge: distances[(row + 1) * k - 1]! }
}

function sum(values: readonly number[], first: number): number {
  let total = 0
  for (let i = 0; i < first; i++) total += values[i]!
  return total
}
