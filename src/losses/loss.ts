import type { Batch } from '../pairs/batch.ts'
import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** What a loss says of a batch: float32 scalars, and what it remembers. */
export interface LossOutput {
  readonly loss: Tensor
  /** Share of anchors that count: those left with a positive and a negative where the loss needs both. */
  readonly valid: Tensor
  /** Share of the counted pairs or tuples whose own loss is not 0. */
  readonly active: Tensor
  /** Mean distance of the chosen positives and of the chosen negatives; of a similarity, with its sign turned around. Of
   *  losses with proxies: of a sample and its own class's proxy, and of a sample and the others. */
  readonly positive: Tensor
  readonly negative: Tensor
  /** New values of its buffers, by name. Default: it has none. */
  readonly buffers?: Readonly<Record<string, Tensor>>
}

/** What a loss holds: parameters are trained with the network's, buffers are remembered from step to step. */
export interface LossWeights {
  readonly parameters: Readonly<Record<string, NumericArray>>
  readonly buffers: Readonly<Record<string, NumericArray>>
}

/** A loss with all its choices made. */
export interface Loss {
  /** What it is, in words: 'triplet', 'multi-similarity', ... */
  readonly name: string
  /** Its own weights at their start: proxies, margins learned for each class, a memory. The same seed gives the same. */
  readonly init: (random: Random) => LossWeights
  /** Its value when all embeddings lie on one point (of length 1, for a similarity) and pairs are left: where training is
   *  stuck when a class collapses. null: that depends on the batch or on its own weights. */
  readonly whenCollapsed: number | null
  /** Of a loss with something of its own for each class: how many. Labels must be 0 .. classes - 1. */
  readonly classes?: number
  /** Of a loss whose labels are [B, L], a column for each level: how many classes each has, null where nothing is kept for
   *  each. The labels of a level must be 0 .. classes - 1. */
  readonly levels?: readonly (number | null)[]
  /** Adds the loss of a batch to the graph.
   *  @param values its parameters and buffers, by name */
  readonly of: (batch: Batch, values: Readonly<Record<string, Tensor>>) => LossOutput
}
