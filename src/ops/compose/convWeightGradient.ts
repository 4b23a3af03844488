import { floats } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Shape, Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import { conv } from '../conv.ts'
import { matMul } from '../matMul.ts'
import { reduceSum } from '../reduceSum.ts'
import { reshape } from '../reshape.ts'
import type { Window } from '../window.ts'
import { transposed } from './transposed.ts'

/** Gradient of a convolution's weights [M, C/group, kH, kW], from the output's gradient [N, M, Ho, Wo] and the image
 *  [N, C, H, W]: the image is unfolded to what every tap of the kernel saw, and one product for each image of the batch
 *  does the rest. Of six formulations the fastest on nearly every layer.
 *  It takes kH kW times the image's memory. */
export function convWeightGradient(g: Tensor, x: Tensor, weights: Shape, window: Window, group: number): Tensor {
  const [outputs, inputs, rows, columns] = fixed(weights, 'Conv') as [number, number, number, number]
  const [batch, , ...size] = fixed(g.shape, 'Conv') as [number, number, number, number]
  const places = size[0]! * size[1]!
  const seen = reshape(unfold(x, window), [batch, group, inputs * rows * columns, places])
  const products = matMul(reshape(g, [batch, group, outputs / group, places]), transposed(seen))
  return reshape(reduceSum(products, { axes: [0] }), [outputs, inputs, rows, columns])
}

/** What each tap of the window sees: [N, C, H, W] to [N, C kH kW, Ho, Wo]. A convolution with one-hot kernels, each
 *  channel by itself, which the runtime does several times as fast as slices. */
function unfold(x: Tensor, window: Window): Tensor {
  const [rows, columns] = window.kernel as [number, number]
  const taps = rows * columns
  if (taps === 1 && window.strides.every((s) => s === 1) && window.pads.every((p) => p === 0)) return x
  const channels = x.shape[1] as number
  const oneHot = new Float32Array(channels * taps * taps)
  for (let c = 0; c < channels; c++) for (let tap = 0; tap < taps; tap++) oneHot[(c * taps + tap) * taps + tap] = 1
  return conv(x, constant(floats(oneHot, [channels * taps, 1, rows, columns])), { ...window, group: channels })
}
