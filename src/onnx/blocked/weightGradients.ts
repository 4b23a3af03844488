import { reduceSum } from '../../ops/reduceSum.ts'
import { reshape } from '../../ops/reshape.ts'
import { slice } from '../../ops/slice.ts'
import { transpose } from '../../ops/transpose.ts'
import type { Window } from '../../ops/window.ts'
import { windowAt } from '../../ops/window.ts'
import type { Node, Tensor } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { imagesShape } from './imagesShape.ts'
import type { Layout, Rule } from './layout.ts'
import { productsOverPlaces } from './productsOverPlaces.ts'
import { reorderInput } from './reorderInput.ts'
import { reorderOutput } from './reorderOutput.ts'
import { toBlocks } from './toBlocks.ts'

/** The gradient of a convolution's weights where its image or its result is held in blocks. */
export const weightGradientInBlocks: Rule = (node, layout) => {
  if (node.operator.meaning !== 'ConvWeightGradient') return undefined
  const [, g, x] = node.inputs as [Tensor, Tensor, Tensor]
  if (!imagesShape(g) || !imagesShape(x)) return undefined
  const window = windowAt(node.attributes.kernel as readonly number[], node.attributes)
  if (isDepthwise(node)) return depthwise(g, x, window, layout)
  const single = [...window.kernel, ...window.strides].every((n) => n === 1) && window.pads.every((p) => p === 0)
  if (!single || node.attributes.group !== 1) return undefined
  if (!layout.holds(g) && !layout.holds(x)) return undefined
  const wideIsG = layout.holds(g) && (!layout.holds(x) || (g.shape[1] as number) >= (x.shape[1] as number))
  const [wide, narrow] = wideIsG ? [g, x] : [x, g]
  const found = productsOverPlaces(layout.inBlocks(wide), layout.plain(narrow), layout.block)
  const matrix = wideIsG ? found : transpose(found, [1, 0])
  return [reshape(matrix, [...matrix.shape, 1, 1])]
}

function isDepthwise({ inputs: [, g, x], attributes: { group } }: Node): boolean {
  return group !== 1 && group === g!.shape[1] && group === x!.shape[1]
}

/** Each channel by itself: the gradient of the result, as large as it is, is the kernel with which the image is convolved,
 *    dw[c, i, j] = sum over n, p, q of g[n, c, p, q] x[n, c, s p + d i - pad, s q + d j - pad],
 *  for all images at once as so many more channels: strides and dilations change places, and in blocks the gradient is laid out
 *  as such kernels are. */
function depthwise(g: Tensor, x: Tensor, window: Window, layout: Layout): readonly Tensor[] | undefined {
  const { block } = layout
  const [batch, channels, rows, columns] = imagesShape(x)!
  const [, , outRows, outColumns] = imagesShape(g)!
  const all = batch * channels
  const inBlocks = channels % block === 0
  if (!inBlocks && all % 4 !== 0) return undefined
  const seen = (t: Tensor, shape: readonly number[]): Tensor =>
    inBlocks
      ? reshape(layout.inBlocks(t), shape)
      : reorderInput(reshape(layout.plain(t), [1, all, shape.at(-2)!, shape.at(-1)!]), block)
  const filled = inBlocks ? all : toBlocks(all, block)
  const image = seen(x, [1, filled, rows, columns])
  const kernels = reshape(seen(g, [1, filled, outRows, outColumns]), [filled, 1, outRows, outColumns])
  const { kernel, strides, dilations } = window
  // The border after the image may be wider than the kernel needs, or be cut by the last stride: what is beyond is cut off.
  const reach = [outRows, outColumns].map(
    (length, i) => strides[i]! * (length - 1) + dilations[i]! * (kernel[i]! - 1) + 1,
  )
  const after = reach.map((length, i) => Math.max(0, length - window.pads[i]! - [rows, columns][i]!))
  const pads = [window.pads[0]!, window.pads[1]!, ...after]
  const met = blockedConv(image, kernels, { pads, strides: dilations, dilations: strides, group: filled })
  const [kernelRows, kernelColumns] = kernel as [number, number]
  const taps = [kernelRows, kernelColumns]
  const [metRows, metColumns] = met.shape.slice(2) as [number, number]
  if (!inBlocks) {
    const plain = within(reorderOutput(met, all), [2, 3], taps)
    return [reduceSum(reshape(plain, [batch, channels, 1, kernelRows, kernelColumns]), { axes: [0] })]
  }
  const summed = reduceSum(reshape(met, [batch, (channels / block) * metRows * metColumns * block]), { axes: [0] })
  const cut = within(reshape(summed, [channels / block, metRows, metColumns, block]), [1, 2], taps)
  return [reshape(transpose(cut, [0, 3, 1, 2]), [channels, 1, kernelRows, kernelColumns])]
}

/** The first of an axis. */
function within(x: Tensor, axes: readonly number[], lengths: readonly number[]): Tensor {
  if (axes.every((axis, i) => x.shape[axis] === lengths[i])) return x
  return slice(x, { starts: axes.map(() => 0), ends: lengths, axes })
}
