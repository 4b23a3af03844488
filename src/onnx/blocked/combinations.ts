import { add } from '../../ops/add.ts'
import { transposed } from '../../ops/compose/transposed.ts'
import { matMul } from '../../ops/matMul.ts'
import { mul } from '../../ops/mul.ts'
import { reduceSum } from '../../ops/reduceSum.ts'
import { reshape } from '../../ops/reshape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { blockedWeights } from './blockedWeights.ts'
import { isOneTap } from './expansionOf.ts'
import { imagesShape } from './imagesShape.ts'
import type { Rule } from './layout.ts'
import { reorderOutput } from './reorderOutput.ts'

/** A convolution of one tap, v, of a combination, without making it:
 *    v (a g + b (w x) + c) = (v a) g + (v b w) x + v c,  where v b w is as narrow as x on both sides. */
export const combinedConvolution: Rule = (node, layout) => {
  const found = isOneTap(node) ? layout.combinations.get(node.inputs[0]!) : undefined
  const y = node.outputs[0]!
  if (!found || layout.holds(y)) return undefined
  const { g, a, b, c, expansion } = found
  const [batch, outputs, rows, columns] = imagesShape(y)!
  const [inputs, narrow] = expansion.w.shape as [number, number]
  const v = reshape(layout.plain(node.inputs[1]!), [outputs, inputs])
  const ofG = blockedWeights(reshape(mul(v, a), [outputs, inputs, 1, 1]), layout.block, false)
  const first = reorderOutput(blockedConv(g, ofG), outputs)
  const ofX = matMul(mul(v, b), expansion.w)
  const images = reshape(expansion.centred, [batch, narrow, rows * columns])
  const rest = add(matMul(ofX, images), matMul(v, reshape(c, [inputs, 1])))
  return [add(first, reshape(rest, [batch, outputs, rows, columns]))]
}

/** The gradient of the weights that made the expansion, from a combination. The sum over places of such a gradient is 0, so that the
 *  images may be without their mean, x:  (a g + b (w x) + c) xᵀ = a (g xᵀ) + b w (x xᵀ). */
export const combinedWeightGradient: Rule = (node, layout) => {
  if (node.operator.meaning !== 'ConvWeightGradient') return undefined
  const [, dz, x] = node.inputs as [Tensor, Tensor, Tensor]
  const found = layout.combinations.get(dz)
  const [y] = node.outputs
  if (!found || found.expansion.x !== x || y!.shape[2] !== 1 || y!.shape[3] !== 1) return undefined
  const { a, b, products, expansion } = found
  const [batch, narrow, rows, columns] = imagesShape(x)!
  const images = reshape(expansion.centred, [batch, narrow, rows * columns])
  const squares = layout.once([x], 'squares', () => reduceSum(matMul(images, transposed(images)), { axes: [0] }))
  const column = (t: Tensor): Tensor => reshape(t, [-1, 1])
  const sum = add(mul(products, column(a)), mul(matMul(expansion.w, squares), column(b)))
  return [reshape(sum, [...expansion.w.shape, 1, 1])]
}
