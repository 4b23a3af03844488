import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { composed } from '../composed.ts'
import { reduceSum } from '../reduceSum.ts'
import { reshape } from '../reshape.ts'

/** The sum of each channel of [N, C, ...]: [C]. First over the places, which lie side by side in memory, then over the
 *  batch: three times as fast as over all of these axes at once. */
export function sumPerChannel(x: Tensor): Tensor {
  if (x.shape.length === 2) return reduceSum(x, { axes: [0] })
  const [batch, channels] = fixed(x.shape, 'sumPerChannel') as [number, number]
  const sum = reduceSum(reduceSum(reshape(x, [batch, channels, -1]), { axes: [2] }), { axes: [0] })
  return composed('SumPerChannel', sum, [x])
}
