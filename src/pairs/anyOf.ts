import { cast, greater, reduceMax } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Whether any of each row holds: bool [.., M] to [.., 1]. */
export const anyOf = (condition: Tensor): Tensor =>
  greater(reduceMax(cast(condition, 'float32'), { axes: [-1], keepdims: true }), 0)
