import type { Tensor } from '../tensor/tensor.ts'

/** What a loss sees of a batch. */
export interface Batch {
  /** Float32 [B, D], as the network gives them: a measure normalises them itself. */
  readonly embeddings: Tensor
  /** Int64 [B]. */
  readonly labels: Tensor
  /** The most positives that one anchor can have in the batch: K - 1 where every class has K samples. It bounds the
   *  memory of losses over all triplets. Default B - 1, which is always right and takes the most. */
  readonly mostPositives?: number
  /** Uniform noise in [0, 1) of a shape, fresh for every step: an input of the graph, so that a run can be repeated.
   *  Needed by rules that sample. */
  readonly noise?: (name: string, shape: readonly number[]) => Tensor
}
