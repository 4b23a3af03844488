import type { Operator } from '../../tensor/operator.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { apply } from '../../tensor/tensor.ts'
import { domain } from './domain.ts'

const operator: Operator<readonly [Tensor]> = {
  onnx: 'GlobalAveragePool',
  domain,
  infer: ([x]) => [{ dtype: x.dtype, shape: [x.shape[0]!, x.shape[1]!, 1, 1] }],
  vjp: null,
}

/** The mean of each channel of each image in blocks: [N, C, 1, 1], which in blocks is the same. */
export const blockedMeans = (x: Tensor): Tensor => apply(operator, [x])
