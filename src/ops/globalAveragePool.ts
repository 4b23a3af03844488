import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'GlobalAveragePool',
  infer: ([x]) => [{ dtype: x.dtype, shape: [x.shape[0]!, x.shape[1]!, 1, 1] }],
  vjp: (g, [x], { countOf, div, spread }) => [spread(div(g, countOf(x, [2, 3])), x)],
}

/** Mean of every channel of images [N, C, H, W]: [N, C, 1, 1]. */
export const globalAveragePool = (x: Tensor): Tensor => apply(operator, [x])
