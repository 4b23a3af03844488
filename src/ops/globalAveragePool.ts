import type { Operator } from '../tensor/operator.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'GlobalAveragePool',
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape.map((d, i): Dim => (i < 2 ? d : 1)) }],
  vjp: (g, [x], { countOf, div, spread }) => {
    const places = x.shape.flatMap((_, i) => (i < 2 ? [] : [i]))
    return [spread(div(g, countOf(x, places)), x)]
  },
}

/** Mean of every channel of images [N, C, H, W] (or of more axes): [N, C, 1, 1]. */
export const globalAveragePool = (x: Tensor): Tensor => apply(operator, [x])
