import { floats } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Shape, Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import { add } from '../add.ts'
import { composed } from '../composed.ts'
import { conv } from '../conv.ts'
import { matMul } from '../matMul.ts'
import { reduceSum } from '../reduceSum.ts'
import { reshape } from '../reshape.ts'
import { slice } from '../slice.ts'
import { split } from '../split.ts'
import { transpose } from '../transpose.ts'
import type { Window } from '../window.ts'
import { depthwiseWeightGradient } from './depthwiseWeightGradient.ts'
import { transposed } from './transposed.ts'

/** Gradient of a convolution's weights [M, C/group, kH, kW], from the output's gradient [N, M, Ho, Wo] and the image
 *  [N, C, H, W]. The image is unfolded to what every tap of the kernel saw, a few images at a time, and products do the
 *  rest: one for each image, whose results are added, or a single one where those results would be larger than what
 *  bringing the batch together costs (small maps of many channels). A convolution of each channel by itself on a map
 *  that is not wide goes without unfolding. */
export function convWeightGradient(g: Tensor, x: Tensor, weights: Shape, window: Window, group: number): Tensor {
  const { strides, pads, dilations } = window
  return composed('ConvWeightGradient', byProducts(g, x, weights, window, group), [g, x], {
    kernel: window.kernel,
    strides,
    pads,
    dilations,
    group,
  })
}

function byProducts(g: Tensor, x: Tensor, weights: Shape, window: Window, group: number): Tensor {
  const [outputs, inputs, rows, columns] = fixed(weights, 'Conv') as [number, number, number, number]
  if (inputs === 1 && outputs === group && (x.shape[3] as number) <= widest * columns)
    return depthwiseWeightGradient(g, x, weights, window)
  const [batch, , ...size] = fixed(g.shape, 'Conv') as [number, number, number, number]
  const [places, seen] = [size[0]! * size[1]!, inputs * rows * columns]
  const together = group === 1 && outputs * seen > 2 * places * (outputs + seen)
  const product = together ? wholeBatch : eachImage
  const most = Math.max(1, Math.floor(largest / (group * seen * places)))
  const pieces = cutBatch([g, x], batch, most).map(([gs, xs]) =>
    product(gs!, unfold(xs!, window), [group, seen, places]),
  )
  return reshape(pieces.reduce(add), [outputs, inputs, rows, columns])
}

/** In kernels: on wider maps unfolding costs less than `depthwiseWeightGradient`. */
const widest = 16

/** Numbers of unfolded images at a time: 64 MB. Fewer do not make it slower. */
const largest = 2 ** 24

type Sizes = readonly [group: number, seen: number, places: number]

function eachImage(g: Tensor, unfolded: Tensor, [group, seen, places]: Sizes): Tensor {
  const [batch, outputs] = fixed(g.shape, 'Conv') as [number, number]
  const images = reshape(unfolded, [batch, group, seen, places])
  const products = matMul(reshape(g, [batch, group, outputs / group, places]), transposed(images))
  return reduceSum(products, { axes: [0] })
}

function wholeBatch(g: Tensor, unfolded: Tensor, [, seen, places]: Sizes): Tensor {
  const [batch, outputs] = fixed(g.shape, 'Conv') as [number, number]
  const channelsFirst = (t: Tensor, channels: number): Tensor =>
    reshape(transpose(reshape(t, [batch, channels, places]), [1, 0, 2]), [channels, batch * places])
  return matMul(channelsFirst(g, outputs), transposed(channelsFirst(unfolded, seen)))
}

/** What each tap of the window sees: [N, C, H, W] to [N, C kH kW, Ho, Wo]. A convolution with one-hot kernels, each
 *  channel by itself, which the runtime does several times as fast as slices; a single tap is a slice. */
function unfold(x: Tensor, window: Window): Tensor {
  const [rows, columns] = window.kernel as [number, number]
  const taps = rows * columns
  if (taps === 1 && window.pads.every((p) => p === 0)) {
    if (window.strides.every((s) => s === 1)) return x
    const ends = fixed(x.shape.slice(2), 'Conv')
    return slice(x, { starts: [0, 0], ends, axes: [2, 3], steps: window.strides })
  }
  const channels = x.shape[1] as number
  const oneHot = new Float32Array(channels * taps * taps)
  for (let c = 0; c < channels; c++) for (let tap = 0; tap < taps; tap++) oneHot[(c * taps + tap) * taps + tap] = 1
  return conv(x, constant(floats(oneHot, [channels * taps, 1, rows, columns])), { ...window, group: channels })
}

/** Tensors cut along the batch into pieces of at most `most` samples, piece by piece. */
function cutBatch(tensors: readonly Tensor[], batch: number, most: number): (readonly Tensor[])[] {
  const pieces = Math.ceil(batch / most)
  if (pieces === 1) return [tensors]
  const sizes = Array.from({ length: pieces }, (_, i) => Math.min(most, batch - i * most))
  const cut = tensors.map((t) => split(t, sizes, 0))
  return sizes.map((_, i) => cut.map((parts) => parts[i]!))
}
