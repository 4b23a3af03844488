import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'Elu',
  attributes: { alpha: 'float' },
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  // alpha e^x is y + alpha: no second exponential.
  vjp: (g, [x], { add, greater, mul, where }, { y, attributes }) => [
    where(greater(x, 0), g, mul(g, add(y, attributes.alpha as number))),
  ],
}

/** Exponential linear unit (Clevert et al. 2015).  y = x where x > 0, else alpha (e^x - 1). */
export const elu = (x: Tensor, alpha = 1): Tensor => apply(operator, [x], { alpha })
