import type { ClassCollapse } from '../evaluate/collapse/classCollapse.ts'
import type { KindsFound } from './kindsOf.ts'

/** Images that are shown of a kind. */
const mostTypical = 6
const mostAtypical = 3

/** A kind with its images. */
export interface KindImages {
  /** Rows of the embeddings. */
  readonly rows: readonly number[]
  /** Nearest to the kind's mean first. */
  readonly typical: readonly number[]
  /** Farthest from it first; none of those that are typical. */
  readonly atypical: readonly number[]
}

/** The kinds of a class, the largest first, with their most typical and most atypical images. */
export function kindImages(
  { embeddings, dimension: d }: Pick<KindsFound, 'embeddings' | 'dimension'>,
  { rows, kinds }: Pick<ClassCollapse, 'rows' | 'kinds'>,
): KindImages[] {
  return Array.from({ length: Math.max(1, kinds.count ?? 1) }, (_, kind) => {
    const own = Array.from(rows).filter((_, at) => kinds.of[at] === kind)
    const mean = new Float64Array(d)
    for (const row of own) for (let j = 0; j < d; j++) mean[j]! += embeddings[row * d + j]! / own.length
    const distance = new Map(
      own.map((row) => [row, mean.reduce((sum, x, j) => sum + (embeddings[row * d + j]! - x) ** 2, 0)]),
    )
    const ordered = [...own].sort((a, b) => distance.get(a)! - distance.get(b)! || a - b)
    const typical = ordered.slice(0, mostTypical)
    return { rows: own, typical, atypical: ordered.slice(typical.length).reverse().slice(0, mostAtypical) }
  })
}
