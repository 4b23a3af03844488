import type { Tensor } from '../../tensor/tensor.ts'

/** From the losses of pairs or tuples, and which of them count, to one number. */
export type Reducer = (losses: Tensor, valid: Tensor) => Tensor
