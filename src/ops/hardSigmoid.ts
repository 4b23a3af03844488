import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'HardSigmoid',
  attributes: { alpha: 'float', beta: 'float' },
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  vjp: (g, _, { and, cast, greater, less, mul }, { y, attributes }) => [
    mul(g, mul(cast(and(greater(y, 0), less(y, 1)), 'float32'), attributes.alpha as number)),
  ],
}

export interface HardSigmoidOptions {
  /** Slope. Default 0.2. */
  readonly alpha?: number
  /** Value at 0. Default 0.5. */
  readonly beta?: number
}

/** Logistic function in three straight pieces.  y = alpha x + beta, held between 0 and 1. */
export const hardSigmoid = (x: Tensor, { alpha = 0.2, beta = 0.5 }: HardSigmoidOptions = {}): Tensor =>
  apply(operator, [x], { alpha, beta })
