import { gather } from '../../data/gather.ts'
import { effectiveRank } from '../effectiveRank.ts'
import type { Agreement } from './agreement.ts'
import { agreement } from './agreement.ts'
import type { KindCount } from './countKinds.ts'
import { countKinds } from './countKinds.ts'
import type { ClassTriplets } from './triplets.ts'

/** What became of a class: `several` kinds that are kept apart; `one` cloud, spread out; `compact`, close together, as its only finer
 *  class may be; `collapsed`, close together though it holds several finer classes, or nobody says that it is one; `few` images,
 *  too few to tell. */
export type ClassState = 'several' | 'one' | 'compact' | 'collapsed' | 'few'

export interface ClassCollapse {
  readonly name: string
  /** Rows of the embeddings. */
  readonly rows: Int32Array
  readonly kinds: KindCount
  readonly state: ClassState
  /** Effective rank (Roy and Vetterli 2007) about the class's mean, of at most 400 images: 0 where it is a point. */
  readonly effectiveRank: number
  /** Null for a class of one image, and where there is no other class. */
  readonly triplets: ClassTriplets | null
  /** Finer classes in it. Null where there is no finer label. */
  readonly finer: number | null
  /** How well the kinds agree with the finer label. Null where this is not in question: no finer label, or one finer class alone. */
  readonly agreement: Agreement | null
}

/** A class whose images lie less than so many times as far apart as images of different classes lies close together. */
export const closeTogether = 0.5

export interface ClassOptions {
  readonly name: string
  readonly rows: Int32Array
  /** [n * dimension] of all rows. */
  readonly embeddings: Float32Array
  readonly dimension: number
  /** Finer labels of all rows; null where there are none. */
  readonly finer: Int32Array | null
  readonly triplets: ClassTriplets | null
  readonly seed: number
  /** Default 10. */
  readonly halvings?: number | undefined
}

/** Everything that is measured of one class. */
export function classCollapse({
  name,
  rows,
  embeddings,
  dimension,
  finer,
  triplets,
  seed,
  halvings = 10,
}: ClassOptions): ClassCollapse {
  const own = gather(embeddings, dimension, rows)
  const kinds = countKinds({ embeddings: own, dimension, seed, halvings })
  const labels = finer && rows.map((row) => finer[row]!)
  const classes = labels && new Set(labels.filter((label) => label >= 0)).size
  const near = (triplets?.relativeSpread ?? 1) < closeTogether
  return {
    name,
    rows,
    kinds,
    state: stateOf(kinds.count, near, classes === 1),
    effectiveRank: effectiveRank({ embeddings: own.subarray(0, 400 * dimension), dimension, centred: true }),
    triplets,
    finer: classes,
    agreement: labels && kinds.count !== null ? agreement([{ kinds: kinds.of, finer: labels }], { seed }) : null,
  }
}

function stateOf(count: number | null, near: boolean, single: boolean): ClassState {
  if (count === null) return 'few'
  if (count > 1) return 'several'
  return near ? (single ? 'compact' : 'collapsed') : 'one'
}
