import { mul } from '../../ops/mul.ts'
import { reduceSum } from '../../ops/reduceSum.ts'
import { reshape } from '../../ops/reshape.ts'
import { floats } from '../../tensor/array.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { blockedMeans } from './blockedMeans.ts'
import { imagesShape } from './imagesShape.ts'
import type { Layout, Rule } from './layout.ts'

/** Sums and means of channels of images in blocks, by one pass. */
export const sumsInBlocks: Rule = ({ operator, inputs }, layout) => {
  if (operator.onnx === 'GlobalAveragePool' && layout.holds(inputs[0]!))
    return [blockedMeans(layout.inBlocks(inputs[0]!))]
  if (operator.meaning !== 'SumPerChannel' || !layout.holds(inputs[1]!)) return undefined
  return [sumOnce(inputs[1]!, layout)]
}

/** The sum of each channel of what is held in blocks, which batch normalisation and its bias both want: [C]. */
export const sumOnce = (x: Tensor, layout: Layout): Tensor =>
  layout.once([x], 'sum', () => sumOfChannels(layout.inBlocks(x)))

/** The sum of each channel of images in blocks: [C]. */
export function sumOfChannels(x: Tensor): Tensor {
  const [batch, channels, rows, columns] = imagesShape(x)!
  const means = reshape(blockedMeans(x), [batch, channels])
  return mul(reduceSum(means, { axes: [0] }), rows * columns)
}

/** The sum over places and images of the products of two images in blocks, for each channel: [C]. A convolution of each channel of
 *  each image with a kernel as large as it is: one pass over both, and no intermediate result. */
export function dotOfChannels(a: Tensor, b: Tensor): Tensor {
  const [batch, channels, rows, columns] = imagesShape(a)!
  const all = batch * channels
  const kernels = reshape(b, [all, 1, rows, columns])
  const dots = blockedConv(reshape(a, [1, all, rows, columns]), kernels, { group: all })
  return reduceSum(reshape(dots, [batch, channels]), { axes: [0] })
}

/** y = a x + b for each channel, with `sum` added where it is given, of images in blocks. */
export function affine(x: Tensor, a: Tensor | number, b: Tensor | undefined, sum?: Tensor): Tensor {
  const channels = x.shape[1] as number
  const w =
    typeof a === 'number'
      ? constant(floats(new Float32Array(channels).fill(a), [channels, 1, 1, 1]))
      : reshape(a, [channels, 1, 1, 1])
  return blockedConv(x, w, { group: channels, ...(b ? { bias: reshape(b, [channels]) } : {}), ...(sum ? { sum } : {}) })
}
