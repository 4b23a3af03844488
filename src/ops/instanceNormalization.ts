import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'InstanceNormalization',
  attributes: { epsilon: 'float' },
  infer: ([x, scale, bias]) => {
    const channels = x.shape.slice(1, 2)
    demand(x.shape.length >= 3 && sameShape(scale.shape, channels) && sameShape(bias.shape, channels), {
      who: 'InstanceNormalization',
      rule: 'x must be [N, C, ...], scale and bias [C]',
      value: [x, scale, bias].map(({ shape }) => `[${shape}]`).join(' '),
    })
    return [{ dtype: x.dtype, shape: x.shape }]
  },
  vjp: (g, [x, scale], { mul, perChannel, reduceSum, standardize, standardizeGradient }, { attributes }) => {
    const places = x.shape.flatMap((_, i) => (i < 2 ? [] : [i]))
    const axes = [0, ...places]
    const standard = standardize(x, places, attributes.epsilon as number)
    const dx = standardizeGradient(mul(g, perChannel(scale, x)), standard, places)
    return [dx, reduceSum(mul(g, standard.normal), { axes }), reduceSum(g, { axes })]
  },
}

/** Instance normalisation (Ulyanov et al. 2016).  y = scale (x - mean) / sqrt(variance + epsilon) + bias, the statistics
 *  those of each channel of each sample of [N, C, ...]; scale and bias [C]. */
export const instanceNormalization = (x: Tensor, scale: Tensor, bias: Tensor, epsilon = 1e-5): Tensor =>
  apply(operator, [x, scale, bias], { epsilon })
