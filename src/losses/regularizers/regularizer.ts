import type { Tensor } from '../../tensor/tensor.ts'

/** What is asked of rows, embeddings or a loss's own weights, whatever their classes. */
export interface Regularizer {
  /** The term of the field: 'lp', 'zero-mean', ... */
  readonly name: string
  /** @param rows float32 [N, D]
   *  @returns a scalar */
  readonly of: (rows: Tensor) => Tensor
}
