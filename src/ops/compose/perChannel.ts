import type { Tensor } from '../../tensor/tensor.ts'
import { reshape } from '../reshape.ts'

/** A number for each channel, shaped to broadcast against `x` [N, C, ...]. */
export const perChannel = (values: Tensor, x: Tensor): Tensor => reshape(values, [-1, ...x.shape.slice(2).map(() => 1)])
