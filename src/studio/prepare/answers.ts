import type { LabelLevel } from '../../data/dataset.ts'
import type { Protocol } from '../../data/protocol.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'

/** How the queries of a run are answered: by the nearest in its gallery. */
export interface Answers {
  /** int32 [rows]: the nearest of each row in the gallery, -1 where there is none. */
  readonly nearest: Int32Array
  /** float32 [rows]: its cosine distance. */
  readonly distance: Float32Array
  /** int32 [rows]: 1 where the nearest bears the row's class of that level, 0 where it does not; -1 for a row that is no query,
   *  or has no classmate to be found. */
  readonly right: (level: Pick<LabelLevel, 'name' | 'labels'>) => Int32Array
}

/** The answers to the queries of a protocol. */
export function answersOf({ query, gallery }: Pick<Protocol, 'query' | 'gallery'>, near: NearestRows): Answers {
  const count = near.indices.length / near.k
  const nearest = Int32Array.from({ length: count }, (_, row) => near.indices[row * near.k]!)
  const distance = Float32Array.from({ length: count }, (_, row) => cosineDistance(near.distances[row * near.k]!))
  const searched = new Set(gallery ?? query)
  const right: Answers['right'] = ({ labels }) => {
    const members = new Map<number, number>()
    for (const row of searched) members.set(labels[row]!, (members.get(labels[row]!) ?? 0) + 1)
    const found = new Int32Array(count).fill(-1)
    for (const row of query) {
      const own = labels[row]!
      const others = (members.get(own) ?? 0) - (searched.has(row) ? 1 : 0)
      if (own < 0 || others < 1 || nearest[row]! < 0) continue
      found[row] = labels[nearest[row]!] === own ? 1 : 0
    }
    return found
  }
  return { nearest, distance, right }
}

/** Of rows of length 1, by their Euclidean distance: 1 - cos = d² / 2. Infinity, of no neighbour, becomes 0. */
export const cosineDistance = (distance: number): number => (Number.isFinite(distance) ? distance ** 2 / 2 : 0)

/** The share of 1 among the values that are 0 or 1, over some rows; null where none is. */
export function shareRight(right: Int32Array, rows: Iterable<number>): number | null {
  let [asked, found] = [0, 0]
  for (const row of rows) {
    if (right[row]! < 0) continue
    asked++
    found += right[row]!
  }
  return asked === 0 ? null : found / asked
}
