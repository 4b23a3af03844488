import type { Operator } from '../../tensor/operator.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { apply } from '../../tensor/tensor.ts'
import { domain } from './domain.ts'
import { toBlocks } from './toBlocks.ts'

const operator = (block: number): Operator<readonly [Tensor]> => ({
  onnx: 'ReorderInput',
  domain,
  infer: ([x]) => {
    const [batch, channels, ...size] = fixed(x.shape, 'ReorderInput') as [number, number, number, number]
    return [{ dtype: x.dtype, shape: [batch, toBlocks(channels, block), ...size] }]
  },
  vjp: null,
})

/** Images [N, C, H, W] brought into blocks of channels: in memory [N, C/block, H, W, block], for the runtime still [N, C, H, W],
 *  the channels filled up with zeros to a multiple of the block. C must be a multiple of 4. */
export const reorderInput = (x: Tensor, block: number): Tensor => apply(operator(block), [x])
