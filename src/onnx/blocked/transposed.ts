import { pad } from '../../ops/pad.ts'
import { reshape } from '../../ops/reshape.ts'
import { slice } from '../../ops/slice.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { blockedDepthwiseWeights } from './blockedWeights.ts'
import { depthwise } from './depthwise.ts'
import { imagesShape } from './imagesShape.ts'
import type { Rule } from './layout.ts'

/** The gradient by the image of a convolution with strides that keeps channels apart: g with zeros between its numbers, convolved with
 *  the kernel turned by 180 degrees. In blocks the zeros cost one pass, and the convolution little. */
export const transposedInBlocks: Rule = (node, layout) => {
  const found = depthwise(node, 'ConvTranspose')
  const [g, w] = node.inputs as [Tensor, Tensor]
  const y = node.outputs[0]!
  if (!found || !layout.holds(g) || !layout.holds(y)) return undefined
  const { window, channels } = found
  const { kernel, strides, pads, dilations } = window
  const size = fixed(y.shape.slice(2), 'ConvTranspose')
  const reach = kernel.map((length, i) => dilations[i]! * (length - 1))
  const before = reach.map((length, i) => length - pads[i]!)
  const [batch, , rows, columns] = imagesShape(g)!
  const spread = [rows * strides[0]!, columns * strides[1]!]
  const after = size.map((length, i) => length - spread[i]! - before[i]! + reach[i]!)
  if ([...before, ...after].some((p) => p < 0)) return undefined
  const { block } = layout
  const apart = reshape(layout.inBlocks(g), [(batch * channels * rows) / block, 1, columns, block])
  const zeros = pad(apart, [0, 0, 0, 0, 0, strides[0]! - 1, 0, (strides[1]! - 1) * block])
  const [high, wide] = kernel as [number, number]
  const turned =
    high * wide === 1
      ? layout.plain(w)
      : slice(layout.plain(w), { starts: [-1, -1], ends: [-high - 1, -wide - 1], axes: [2, 3], steps: [-1, -1] })
  return [
    blockedConv(reshape(zeros, [batch, channels, spread[0]!, spread[1]!]), blockedDepthwiseWeights(turned, block), {
      pads: [...before, ...after],
      dilations,
      group: channels,
    }),
  ]
}
