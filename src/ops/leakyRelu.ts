import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'LeakyRelu',
  attributes: { alpha: 'float' },
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  vjp: (g, [x], { greater, mul, where }, { attributes }) => [
    where(greater(x, 0), g, mul(g, attributes.alpha as number)),
  ],
}

/** Rectifier that leaks (Maas et al. 2013).  y = x where x > 0, else alpha x. */
export const leakyRelu = (x: Tensor, alpha = 0.01): Tensor => apply(operator, [x], { alpha })
