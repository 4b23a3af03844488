import type { Tensor } from '../tensor/tensor.ts'

declare const kind: unique symbol

/** Numbers that are smaller for closer pairs. Not interchangeable with {@link Similarities}: mixing them, the oldest
 *  bug of the field, does not compile. */
export type Distances = Tensor & { readonly [kind]: 'distances' }

/** Numbers that are larger for closer pairs. */
export type Similarities = Tensor & { readonly [kind]: 'similarities' }

/** A way to compare embeddings. Every function takes embeddings that went through `prepare`. */
export interface Measure<Values extends Distances | Similarities> {
  /** The term of the field: 'l2', 'cosine', ... */
  readonly name: string
  readonly kind: Values extends Distances ? 'distance' : 'similarity'
  /** Embeddings [B, D] as the measure wants them: normalised, most often. Rows of zeros stay zeros. */
  readonly prepare: (embeddings: Tensor) => Tensor
  /** Of every row of x with every row of y, by default of x itself: [B, D] and [M, D] to [B, M]. */
  readonly matrix: (x: Tensor, y?: Tensor) => Values
  /** Of rows as they are, not prepared, [B, D] and [M, D] to [B, M], where that takes fewer passes than to prepare both
   *  and then `matrix`. */
  readonly across?: (x: Tensor, y: Tensor) => Values
  /** Of rows side by side: [.., D] and [.., D], which may broadcast, to [..]. Exact where rows nearly coincide. */
  readonly between: (x: Tensor, y: Tensor) => Values
  /** Numbers that order every anchor's row of pairs as the distance does: enough, and cheaper, where a rule only
   *  compares. No gradient flows. A row of zeros, where rows are normalised, has no direction: it counts as at right
   *  angles to all. [B, D] and [M, D], by default x itself, to [B, M]. */
  readonly order: (x: Tensor, y?: Tensor) => Distances
  /** Whether `matrix` costs no more than `order` and orders as well: whoever needs both then takes the one. Default
   *  false. */
  readonly matrixOrders?: boolean
}

export type DistanceMeasure = Measure<Distances>
export type SimilarityMeasure = Measure<Similarities>
/** Whichever: a loss that takes both turns one of them around. */
export type AnyMeasure = DistanceMeasure | SimilarityMeasure

/** Declares that the tensor holds distances. Only the files of this folder call it. */
export const distances = (x: Tensor): Distances => x as Distances

/** Declares that the tensor holds similarities. Only the files of this folder call it. */
export const similarities = (x: Tensor): Similarities => x as Similarities

export interface MeasureOptions {
  /** Whether rows are first brought to length 1. Default true. */
  readonly normalize?: boolean
}
