import type { Tensor } from '../../tensor/tensor.ts'

/** From the losses of anchors, pairs or tuples, and which of them count, to one number.
 *  @param losses float32 [A, ...]: the first axis is what the labels belong to, the anchors (or the proxies)
 *  @param valid bool of the same shape, or one that broadcasts to it
 *  @param labels int64 [A], for reducers that weigh classes
 *  @returns a scalar; 0, with gradient 0, where none counts */
export type Reducer = (losses: Tensor, valid: Tensor, labels: Tensor) => Tensor
