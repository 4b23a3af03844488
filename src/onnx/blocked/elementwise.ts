import { neg } from '../../ops/neg.ts'
import { reshape } from '../../ops/reshape.ts'
import { floats, sizeOf } from '../../tensor/array.ts'
import { sameShape } from '../../tensor/shape.ts'
import type { Node, Tensor } from '../../tensor/tensor.ts'
import { applyAll, constant } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { imagesShape } from './imagesShape.ts'
import type { Rule } from './layout.ts'

/** Operators that give each number from the number at the same place of their operands. */
const names = new Set(
  (
    'Abs Add And Cast Clip Cos Div Elu Equal Erf Exp Gelu Greater GreaterOrEqual HardSigmoid HardSwish LeakyRelu Less LessOrEqual Log ' +
    'Max Min Mul Neg Not Or PRelu Pow Reciprocal Relu Sigmoid Sign Sin Softplus Sqrt Sub Tanh Where'
  ).split(' '),
)

/** Operands of such a node as they lie beside its result: of the same places, or one number for all. */
export interface Elementwise {
  readonly same: readonly Tensor[]
  /** The operand that has one number for each channel, or for each channel of each image. */
  readonly perChannel: Tensor | undefined
}

/** How a node goes element by element through images; undefined where it does not. */
export function elementwise({ operator, inputs, outputs }: Node): Elementwise | undefined {
  const y = outputs[0]!
  const shape = imagesShape(y)
  if (!shape || !names.has(operator.onnx ?? '') || operator.domain !== undefined) return undefined
  const same = inputs.filter((x) => sameShape(x.shape, y.shape))
  const others = inputs.filter((x) => !same.includes(x) && !isScalar(x))
  if (others.length === 0) return same.length > 0 ? { same, perChannel: undefined } : undefined
  const [other] = others
  const [batch, channels] = shape
  const last = other!.shape.slice(-3)
  const ofChannels = last.length === 3 && last[0] === channels && last[1] === 1 && last[2] === 1
  const images = other!.shape.length === 4 ? other!.shape[0] : 1
  const simple = others.length === 1 && same.length === 1 && inputs.length === 2 && y.dtype === 'float32'
  if (!simple || !ofChannels) return undefined
  if (operator.onnx === 'Mul' && (images === 1 || images === batch)) return { same, perChannel: other }
  if (operator.onnx === 'Add' && images === 1) return { same, perChannel: other }
  if (operator.onnx === 'Sub' && images === 1 && inputs[1] === other) return { same, perChannel: other }
  return undefined
}

const isScalar = ({ shape }: Tensor): boolean => shape.every((d) => d === 1)

/** The same node on images in blocks. What has a number for each channel is a convolution of one tap: one pass. */
export const elementwiseInBlocks: Rule = (node, layout) => {
  const form = elementwise(node)
  if (!form || !layout.holds(node.outputs[0]!)) return undefined
  const { operator, inputs, attributes } = node
  // Truth values cannot be brought into blocks, only made there.
  if (form.same.some((x) => x.dtype !== 'float32' && !layout.holds(x))) return undefined
  if (!form.perChannel) {
    const moved = inputs.map((x) => (form.same.includes(x) ? layout.inBlocks(x) : layout.plain(x)))
    return applyAll(operator, moved as never, attributes)
  }
  const [batch, channels, rows, columns] = imagesShape(node.outputs[0]!)!
  const [x, by] = [layout.inBlocks(form.same[0]!), layout.plain(form.perChannel)]
  const count = sizeOf(form.perChannel.shape.map(Number))
  if (operator.onnx === 'Mul') {
    const images = count / channels
    const seen = images === 1 ? x : reshape(x, [1, batch * channels, rows, columns])
    const y = blockedConv(seen, reshape(by, [count, 1, 1, 1]), { group: count })
    return [images === 1 ? y : reshape(y, [batch, channels, rows, columns])]
  }
  const bias = reshape(operator.onnx === 'Sub' ? neg(by) : by, [channels])
  const ones = constant(floats(new Float32Array(channels).fill(1), [channels, 1, 1, 1]))
  return [blockedConv(x, ones, { bias, group: channels })]
}
