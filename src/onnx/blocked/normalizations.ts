import { add } from '../../ops/add.ts'
import { mul } from '../../ops/mul.ts'
import { neg } from '../../ops/neg.ts'
import { reciprocal } from '../../ops/reciprocal.ts'
import { reduceSum } from '../../ops/reduceSum.ts'
import { reshape } from '../../ops/reshape.ts'
import { sqrt } from '../../ops/sqrt.ts'
import { sub } from '../../ops/sub.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { blockedConv } from './blockedConv.ts'
import { blockedWeights } from './blockedWeights.ts'
import { toConvolve } from './convolutions.ts'
import { expansionOf } from './expansionOf.ts'
import { imagesShape } from './imagesShape.ts'
import type { Layout, Rule } from './layout.ts'
import { productsOverPlaces } from './productsOverPlaces.ts'
import { affine, dotOfChannels, sumOfChannels, sumOnce } from './sums.ts'

/** Batch normalisation of images in blocks, with given statistics or with those of the batch. These take two passes, as the plain
 *  operator's do: the mean, then the squares of what is left without it. */
export const normalizationsInBlocks: Rule = ({ operator, inputs, outputs, attributes }, layout) => {
  if (operator.onnx !== 'BatchNormalization' || operator.domain !== undefined) return undefined
  const [x, scale, bias, ...given] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor]
  if (!layout.holds(outputs[0]!) || !layout.holds(x)) return undefined
  const [w, b] = [layout.plain(scale), layout.plain(bias)]
  const epsilon = attributes.epsilon as number
  if (attributes.training_mode !== 1) {
    const [mean, variance] = given.map(layout.plain) as [Tensor, Tensor]
    const factor = mul(w, inverseDeviation(variance, epsilon))
    return [affine(layout.inBlocks(x), factor, sub(b, mul(mean, factor)))]
  }
  const mean = expansionOf(x, layout)?.mean ?? mul(sumOfChannels(layout.inBlocks(x)), 1 / numbers(x))
  const centred = centre(x, mean, layout)
  const variance = mul(dotOfChannels(centred, centred), 1 / numbers(x))
  return [affine(centred, mul(w, inverseDeviation(variance, epsilon)), b), mean, variance]
}

/** Its gradient with the statistics of the batch:
 *    dscale = sum(g n),  dx = scale / s (g - mean(g) - n mean(g n)),  n = (x - mean) / s,  s = sqrt(variance + epsilon),
 *  written as a g + b (x - mean) + c with a, b, c for each channel. */
export const normalizationGradientsInBlocks: Rule = ({ operator, inputs, outputs, attributes }, layout) => {
  if (operator.meaning !== 'BatchNormalizationGradient') return undefined
  const [, g, x, scale, mean, variance] = inputs as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]
  if (!layout.holds(g) || !layout.holds(x)) return undefined
  const centred = centre(x, layout.plain(mean), layout)
  const inverse = layout.once([variance], 'inverse', () =>
    inverseDeviation(layout.plain(variance), attributes.epsilon as number),
  )
  const expansion = expansionOf(x, layout)
  // Of an expansion w x the sum over places of g (w x) is that of w (g x): the products that the gradient of w takes anyway.
  const products =
    expansion &&
    layout.once([g, x], 'products', () => productsOverPlaces(layout.inBlocks(g), expansion.centred, layout.block))
  const dot = layout.once([g, x], 'dot', () =>
    products ? reduceSum(mul(expansion.w, products), { axes: [1] }) : dotOfChannels(centred, layout.inBlocks(g)),
  )
  if (attributes.part === 'scale') return [mul(dot, inverse)]
  if (!layout.holds(outputs[0]!)) return undefined
  const count = numbers(x)
  const a = mul(layout.plain(scale), inverse)
  const b = neg(mul(mul(a, mul(inverse, inverse)), mul(dot, 1 / count)))
  const sum = sumOnce(g, layout)
  const c = neg(mul(a, mul(sum, 1 / count)))
  if (expansion && products)
    layout.combinations.set(outputs[0]!, { g: layout.inBlocks(g), a, b, c, expansion, products })
  return [affine(layout.inBlocks(g), a, undefined, affine(centred, b, c))]
}

/** How many numbers each channel has. */
function numbers(x: Tensor): number {
  const [batch, , rows, columns] = imagesShape(x)!
  return batch * rows * columns
}

/** x - mean, which the way back reads too. */
const centre = (x: Tensor, mean: Tensor, layout: Layout): Tensor =>
  layout.once([x], 'centred', () => {
    const expansion = expansionOf(x, layout)
    if (!expansion) return affine(layout.inBlocks(x), 1, neg(mean))
    const { w, centred } = expansion
    const few = (centred.shape[1] as number) < layout.block
    const weights = blockedWeights(reshape(w, [...w.shape, 1, 1]), layout.block, few)
    return blockedConv(toConvolve(centred, layout.block), weights)
  })

const inverseDeviation = (variance: Tensor, epsilon: number): Tensor => reciprocal(sqrt(add(variance, epsilon)))
