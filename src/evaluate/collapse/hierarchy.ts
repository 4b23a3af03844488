import { demand } from '../../errors.ts'

/** Two clusters that became one. Clusters 0 to n - 1 are the points; merge i makes cluster n + i. */
export interface Merge {
  readonly left: number
  readonly right: number
  /** Points in it. */
  readonly size: number
  /** The distance at which they were merged, by the linkage. */
  readonly distance: number
}

/** How far the union of two clusters lies from a third: `ward` of squared Euclidean distances (Ward 1963: the union that adds least to
 *  the sum of squared distances to the means), `average` of any (the mean over pairs). */
export type Linkage = 'ward' | 'average'

/** A hierarchy of clusters by chains of nearest neighbours (Murtagh 1983) and the update of Lance and Williams 1967. `between` is [n * n],
 *  symmetric, and is overwritten. The n - 1 merges come with parts before the whole, not in order of distance. O(n²). */
export function hierarchy(between: Float64Array, linkage: Linkage): Merge[] {
  const n = Math.round(Math.sqrt(between.length))
  demand(n * n === between.length, { who: 'hierarchy', rule: 'must be given n * n distances', value: between.length })
  // The cluster that lies in each place of the table; a merged one takes the place of its right part.
  const cluster = Int32Array.from({ length: n }, (_, i) => i)
  const size = new Float64Array(n).fill(1)
  const alive = Int32Array.from(cluster)
  let left = n
  const chain: number[] = []
  const merges: Merge[] = []
  while (left > 1) {
    if (chain.length === 0) chain.push(alive[0]!)
    const here = chain.at(-1)!
    const before = chain.at(-2)
    // The one before wins ties: otherwise a chain among equal distances would never end.
    let nearest = before ?? -1
    let least = before === undefined ? Number.POSITIVE_INFINITY : between[here * n + before]!
    for (let a = 0; a < left; a++) {
      const other = alive[a]!
      const distance = between[here * n + other]!
      if (other === here || !(distance < least)) continue
      nearest = other
      least = distance
    }
    if (nearest !== before) {
      chain.push(nearest)
      continue
    }
    chain.length -= 2
    alive[alive.subarray(0, left).indexOf(here)] = alive[--left]!
    const [a, b] = [size[here]!, size[nearest]!]
    for (let k = 0; k < left; k++) {
      const other = alive[k]!
      if (other === nearest) continue
      const [x, y, c] = [between[here * n + other]!, between[nearest * n + other]!, size[other]!]
      const merged =
        linkage === 'average' ? (a * x + b * y) / (a + b) : ((a + c) * x + (b + c) * y - c * least) / (a + b + c)
      between[nearest * n + other] = merged
      between[other * n + nearest] = merged
    }
    merges.push({ left: cluster[here]!, right: cluster[nearest]!, size: a + b, distance: least })
    size[nearest] = a + b
    cluster[nearest] = n + merges.length - 1
  }
  return merges
}
