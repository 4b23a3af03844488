import { add } from '../ops/add.ts'
import { mul } from '../ops/mul.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** The gradient with that of the penalty weightDecay/2 |p|² (L2) added; the gradient itself where there is no penalty. */
export const withDecay = (gradient: Tensor, parameter: Tensor, weightDecay: number): Tensor =>
  weightDecay === 0 ? gradient : add(gradient, mul(parameter, weightDecay))
