import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply, applyAll } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'
import { neg } from './neg.ts'
import { reshape } from './reshape.ts'
import { slice } from './slice.ts'

type Inputs = readonly [x: Tensor, scale: Tensor, bias: Tensor, mean: Tensor, variance: Tensor]

const frozen: Operator<Inputs, Ops> = {
  onnx: 'BatchNormalization',
  attributes: { epsilon: 'float' },
  infer: ([x]) => [{ dtype: x.dtype, shape: x.shape }],
  vjp: (g, [x, scale, , mean, variance], ops, { attributes }) => {
    const { mul, perChannel, sub, sumPerChannel } = ops
    const inverse = perChannel(inverseDeviation(variance, attributes.epsilon as number, ops), x)
    const normal = mul(sub(x, perChannel(mean, x)), inverse)
    const dx = mul(g, mul(perChannel(scale, x), inverse))
    return [dx, sumPerChannel(mul(g, normal)), sumPerChannel(g), null, null]
  },
}

/** Batch normalisation (Ioffe and Szegedy 2015) with given statistics, as in evaluation.
 *  y = scale (x - mean) / sqrt(variance + epsilon) + bias, for each channel of [N, C, ...].
 *  Mean and variance get no gradient. */
export const batchNormalization = (
  x: Tensor,
  scale: Tensor,
  bias: Tensor,
  mean: Tensor,
  variance: Tensor,
  epsilon = 1e-5,
): Tensor => apply(frozen, [x, scale, bias, mean, variance], { epsilon })

const training: Operator<Inputs, Ops> = {
  onnx: 'BatchNormalization',
  attributes: { epsilon: 'float', momentum: 'float', training_mode: 'int' },
  infer: ([x, scale]) => [
    { dtype: x.dtype, shape: x.shape },
    { dtype: x.dtype, shape: scale.shape },
    { dtype: x.dtype, shape: scale.shape },
  ],
  // dx = scale/s (g - mean(g) - n mean(g n)), n = (x - mean)/s, written as a g + b x + c with a, b, c for each channel:
  // the statistics cost one pass each, the rest two products and two sums.
  vjp: (g, [x, scale], ops, { attributes, outputs }) => {
    const { add, composed, div, mul, neg, perChannel, sub, sumPerChannel } = ops
    const [, mean, variance] = outputs as [Tensor, Tensor, Tensor]
    const axes = x.shape.flatMap((_, i) => (i === 1 ? [] : [i]))
    const inverse = inverseDeviation(variance, attributes.epsilon as number, ops)
    const count = ops.countOf(x, axes)
    const sumG = sumPerChannel(g)
    const sumGX = sumPerChannel(mul(g, x))
    const dScale = mul(sub(sumGX, mul(mean, sumG)), inverse)
    const a = mul(scale, inverse)
    const b = neg(div(mul(mul(a, inverse), dScale), count))
    const c = neg(add(mul(b, mean), div(mul(a, sumG), count)))
    const dx = add(mul(g, perChannel(a, x)), add(mul(x, perChannel(b, x)), perChannel(c, x)))
    const part = (name: string, value: Tensor): Tensor =>
      composed('BatchNormalizationGradient', value, [g, x, scale, mean, variance], {
        part: name,
        epsilon: attributes.epsilon!,
      })
    return [part('x', dx), part('scale', dScale), sumG, null, null]
  },
}

/** Batch normalisation with the statistics of the batch itself, and those statistics: the mean and the (biased)
 *  variance of each channel. The gradient flows through the statistics too, but not from their use elsewhere. */
export function batchNormalizationTraining(
  x: Tensor,
  scale: Tensor,
  bias: Tensor,
  epsilon = 1e-5,
): { y: Tensor; mean: Tensor; variance: Tensor } {
  // With momentum 0 the operator's running statistics are those of the batch, whatever they were before. But it writes
  // the new ones over the old ones, even where these are fed arrays or constants: so they need memory of their own.
  const memory = firstOfEachChannel(x)
  const outputs = applyAll(training, [x, scale, bias, memory, neg(memory)], { epsilon, momentum: 0, training_mode: 1 })
  const [y, mean, variance] = outputs as [Tensor, Tensor, Tensor]
  return { y, mean, variance }
}

/** Some number of each channel, for its place in memory only. */
function firstOfEachChannel(x: Tensor): Tensor {
  const axes = x.shape.flatMap((_, i) => (i === 1 ? [] : [i]))
  return reshape(slice(x, { starts: axes.map(() => 0), ends: axes.map(() => 1), axes }), [x.shape[1]!])
}

const inverseDeviation = (variance: Tensor, epsilon: number, { add, reciprocal, sqrt }: Ops): Tensor =>
  reciprocal(sqrt(add(variance, epsilon)))
