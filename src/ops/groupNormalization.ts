import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixedDim, sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'GroupNormalization',
  attributes: { num_groups: 'int', epsilon: 'float' },
  infer: ([x, scale, bias], { num_groups: groups }) => {
    const channels = fixedDim(x, 1, 'GroupNormalization')
    demand(x.shape.length >= 3 && channels % (groups as number) === 0, {
      who: 'GroupNormalization',
      rule: `x must be [N, C, ...] with C a multiple of ${groups} groups`,
      value: `[${x.shape}]`,
    })
    demand(sameShape(scale.shape, [channels]) && sameShape(bias.shape, [channels]), {
      who: 'GroupNormalization',
      rule: `scale and bias must be [${channels}]`,
      value: `[${scale.shape}] and [${bias.shape}]`,
    })
    return [{ dtype: x.dtype, shape: x.shape }]
  },
  vjp: (g, [x, scale], ops, { attributes }) => {
    const { mul, perChannel, reduceSum, reshape, standardize, standardizeGradient } = ops
    const inGroups = (t: Tensor): Tensor => reshape(t, [x.shape[0]!, attributes.num_groups as number, -1])
    const axes = x.shape.flatMap((_, i) => (i === 1 ? [] : [i]))
    const standard = standardize(inGroups(x), [2], attributes.epsilon as number)
    const dx = standardizeGradient(inGroups(mul(g, perChannel(scale, x))), standard, [2])
    const dScale = reduceSum(mul(g, reshape(standard.normal, x.shape)), { axes })
    return [reshape(dx, x.shape), dScale, reduceSum(g, { axes })]
  },
}

export interface GroupNormalizationOptions {
  /** How many groups the channels are cut into. */
  readonly groups: number
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number
}

/** Group normalisation (Wu and He 2018).  y = scale (x - mean) / sqrt(variance + epsilon) + bias, the statistics those of
 *  each group of channels of each sample of [N, C, ...]; scale and bias [C]. */
export const groupNormalization = (
  x: Tensor,
  scale: Tensor,
  bias: Tensor,
  { groups, epsilon = 1e-5 }: GroupNormalizationOptions,
): Tensor => apply(operator, [x, scale, bias], { num_groups: groups, epsilon })
