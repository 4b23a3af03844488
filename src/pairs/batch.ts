import type { Tensor } from '../tensor/tensor.ts'

/** What a loss sees of a batch. */
export interface Batch {
  /** Float32 [B, D], as the network gives them: a measure normalises them itself. */
  readonly embeddings: Tensor
  /** Int64 [B]; of another shape [B, ...] only where `relation` reads them. */
  readonly labels: Tensor
  /** What anchors are compared with. Default: the batch itself, in which no sample makes a pair with itself. */
  readonly references?: References
  /** Which pairs are of one kind and which are not. Default: equal labels, and unequal ones. */
  readonly relation?: Relation
  /** The most positives that one anchor can have: K - 1 where every class has K samples. It bounds the memory of
   *  losses over all triplets. Default as many as there are references, which is always right and takes the most. */
  readonly mostPositives?: number
  /** Uniform noise in [0, 1) of a shape, fresh for every step: an input of the graph, so that a run can be repeated.
   *  Needed by rules that sample. */
  readonly noise?: (name: string, shape: readonly number[]) => Tensor
}

/** Embeddings other than the batch: a memory of earlier batches, or another tower's. */
export interface References {
  /** Float32 [M, D]. */
  readonly embeddings: Tensor
  /** Int64 [M], or [M, ...] as the batch's. */
  readonly labels: Tensor
  /** Whether the first B of them are the batch itself, so that sample i makes no pair with reference i. Default false. */
  readonly beginWithBatch?: boolean
  /** Bool [M]: which of them are there; a memory is empty at first. Default: all. */
  readonly there?: Tensor
}

/** Which pairs are of one kind ("same"), and which are of different kinds: bool [B, M] each, of the labels of B anchors
 *  and of M others. A pair may be neither, and then never counts; it must not be both. */
export type Relation = (labels: Tensor, others: Tensor) => { readonly same: Tensor; readonly other: Tensor }
