import type { Operator } from '../../tensor/operator.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { apply } from '../../tensor/tensor.ts'
import { domain } from './domain.ts'

const operator: Operator<readonly [Tensor]> = {
  onnx: 'ReorderOutput',
  domain,
  attributes: { channels: 'int' },
  infer: ([x], { channels }) => [{ dtype: x.dtype, shape: [x.shape[0]!, channels as number, ...x.shape.slice(2)] }],
  vjp: null,
}

/** The way back from `reorderInput`: the first `channels` of images in blocks, as [N, channels, H, W] in memory too. */
export const reorderOutput = (x: Tensor, channels: number): Tensor => apply(operator, [x], { channels })
