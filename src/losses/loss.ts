import type { Batch } from '../pairs/batch.ts'
import type { NumericArray } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** What a loss says of a batch: float32 scalars. */
export interface LossOutput {
  readonly loss: Tensor
  /** Share of anchors that count: those left with a positive and a negative where the loss needs both. */
  readonly valid: Tensor
  /** Share of the counted pairs or tuples whose own loss is not 0. */
  readonly active: Tensor
  /** Mean distance of the chosen positives and of the chosen negatives; of a similarity, with its sign turned around. */
  readonly positive: Tensor
  readonly negative: Tensor
}

/** A loss with all its choices made. */
export interface Loss {
  /** What it is, in words: 'triplet', 'margin', ... */
  readonly name: string
  /** Its own parameters at their start, trained with the network's: margins learned for each class, proxies. */
  readonly parameters: Readonly<Record<string, NumericArray>>
  /** Its value when all embeddings lie on one point (of length 1, for a similarity) and pairs are left: where training is
   *  stuck when a class collapses. */
  readonly whenCollapsed: number
  /** Adds the loss of a batch to the graph. */
  readonly of: (batch: Batch, parameters: Readonly<Record<string, Tensor>>) => LossOutput
}
