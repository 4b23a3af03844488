import { pad } from '../../ops/pad.ts'
import { windowAt } from '../../ops/window.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { blockedDepthwiseWeights, blockedWeights } from './blockedWeights.ts'
import { depthwise } from './depthwise.ts'
import { imagesShape } from './imagesShape.ts'
import type { Layout, Rule } from './layout.ts'
import { reorderInput } from './reorderInput.ts'
import { reorderOutput } from './reorderOutput.ts'
import { toBlocks } from './toBlocks.ts'

/** A convolution that keeps channels apart: the runtime has a kernel for it in blocks only, 2 to 15 times as fast. Channels that
 *  fill no whole block go there and back for it alone. */
export const depthwiseInBlocks: Rule = (node, layout) => {
  const found = depthwise(node, 'Conv')
  if (!found) return undefined
  const { block } = layout
  const [x, w, b] = node.inputs as [Tensor, Tensor, Tensor | undefined]
  const { window, channels } = found
  const filled = toBlocks(channels, block)
  if (filled !== channels && channels % 4 !== 0) return undefined
  const given = filled === channels ? layout.inBlocks(x) : reorderInput(layout.plain(x), block)
  const weights = blockedDepthwiseWeights(layout.plain(w), block)
  const y = blockedConv(given, weights, { ...window, group: filled, ...biasFor(b, filled, layout) })
  return [layout.holds(node.outputs[0]!) ? y : reorderOutput(y, channels)]
}

/** A convolution without groups between tensors of which one or both are held in blocks. */
export const denseInBlocks: Rule = (node, layout) => {
  const { operator, inputs, outputs, attributes } = node
  const [x, w, b] = inputs as [Tensor, Tensor, Tensor | undefined]
  const y = outputs[0]!
  if (operator.onnx !== 'Conv' || operator.domain !== undefined || attributes.group !== 1) return undefined
  if (!layout.holds(x) && !layout.holds(y)) return undefined
  const shape = imagesShape(x)
  if (!shape || !imagesShape(w)) return undefined
  const { block } = layout
  const few = shape[1] < block
  if (!few && shape[1] % 4 !== 0) return undefined
  const given = few
    ? layout.plain(x)
    : shape[1] % block === 0
      ? layout.inBlocks(x)
      : reorderInput(layout.plain(x), block)
  const weights = blockedWeights(layout.plain(w), block, few)
  const window = windowAt(fixed(w.shape.slice(2), 'Conv'), attributes)
  const result = blockedConv(given, weights, { ...window, ...biasFor(b, weights.shape[0] as number, layout) })
  return [layout.holds(y) ? result : reorderOutput(result, w.shape[0] as number)]
}

/** Plain images as a convolution in blocks takes them: of fewer channels than a block as they are. */
export const toConvolve = (x: Tensor, block: number): Tensor =>
  (x.shape[1] as number) < block ? x : reorderInput(x, block)

function biasFor(bias: Tensor | undefined, channels: number, layout: Layout): { bias?: Tensor } {
  return bias ? { bias: pad(layout.plain(bias), [0, channels - (bias.shape[0] as number)]) } : {}
}
