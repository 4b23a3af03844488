import { matMul } from '../../ops/matMul.ts'
import { mul } from '../../ops/mul.ts'
import { reduceSum } from '../../ops/reduceSum.ts'
import { reshape } from '../../ops/reshape.ts'
import { sub } from '../../ops/sub.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Node, Tensor } from '../../tensor/tensor.ts'
import { imagesShape } from './imagesShape.ts'
import type { Expansion, Layout } from './layout.ts'

/** Whether the node is a convolution of one tap without groups, borders, strides or bias. */
export function isOneTap({ operator, inputs: [x, w, bias], attributes }: Node): boolean {
  if (operator.onnx !== 'Conv' || operator.domain !== undefined || bias || attributes.group !== 1) return false
  if (!imagesShape(x!) || !imagesShape(w!)) return false
  const ones = [...fixed(w!.shape.slice(2), 'Conv'), ...(attributes.strides as readonly number[])]
  return ones.every((n) => n === 1) && (attributes.pads as readonly number[]).every((p) => p === 0)
}

/** `z` as the expansion of images of at most half as many channels, which are plain; undefined where it is something else.
 *  The mean of z is the weights times the mean of the images, so that z comes out of the convolution without it. */
export function expansionOf(z: Tensor, layout: Layout): Expansion | undefined {
  if (z.source.kind !== 'node' || !isOneTap(z.source.node)) return undefined
  const [x, w] = z.source.node.inputs as [Tensor, Tensor]
  const [batch, channels, rows, columns] = imagesShape(x)!
  const outputs = z.shape[1] as number
  if (layout.holds(x) || channels % 4 !== 0 || 2 * channels > outputs) return undefined
  const plain = layout.plain(x)
  const mean = layout.once([x], 'mean of the narrow', () => {
    const sums = reduceSum(reshape(plain, [batch, channels, rows * columns]), { axes: [2] })
    return mul(reduceSum(sums, { axes: [0] }), 1 / (batch * rows * columns))
  })
  const centred = layout.once([x], 'narrow and centred', () => sub(plain, reshape(mean, [channels, 1, 1])))
  const matrix = reshape(layout.plain(w), [outputs, channels])
  return {
    x,
    centred,
    w: matrix,
    mean: reshape(matMul(matrix, reshape(mean, [channels, 1])), [outputs]),
  }
}
