import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { broadcast, sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor], Ops> = {
  onnx: 'PRelu',
  infer: ([x, slope]) => {
    demand(sameShape(broadcast(x.shape, slope.shape, 'PRelu'), x.shape), {
      who: 'PRelu',
      rule: `the slope must broadcast to [${x.shape}]`,
      value: `[${slope.shape}]`,
    })
    return [{ dtype: x.dtype, shape: x.shape }]
  },
  vjp: (g, [x, slope], { greater, mul, where }) => {
    const positive = greater(x, 0)
    return [where(positive, g, mul(g, slope)), where(positive, 0, mul(g, x))]
  },
}

/** Rectifier with a learned slope (He et al. 2015).  y = x where x > 0, else slope x.
 *  @param slope broadcasts to `x`: [C, 1, 1] for one slope a channel of images [N, C, H, W] */
export const pRelu = (x: Tensor, slope: Tensor): Tensor => apply(operator, [x, slope])
