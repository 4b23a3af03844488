import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf, sameShape } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { applyAll } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor] | readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'LayerNormalization',
  attributes: { axis: 'int', epsilon: 'float' },
  outputs: 1,
  // Mean and inverse deviation are outputs too: the gradient needs them.
  infer: ([x, scale, bias], { axis }) => {
    const normalized = x.shape.slice(axis as number)
    for (const learned of bias ? [scale, bias] : [scale])
      demand(sameShape(learned.shape, normalized), {
        who: 'LayerNormalization',
        rule: `scale and bias must be [${normalized}]`,
        value: `[${learned.shape}]`,
      })
    const shape = x.shape.map((d, i): Dim => (i < (axis as number) ? d : 1))
    return [
      { dtype: x.dtype, shape: x.shape },
      { dtype: x.dtype, shape },
      { dtype: x.dtype, shape },
    ]
  },
  vjp: (g, [x, scale, bias], { mul, standardizeGradient, sub }, { outputs, attributes }) => {
    const [, mean, inverse] = outputs as [Tensor, Tensor, Tensor]
    const axes = x.shape.flatMap((_, i) => (i < (attributes.axis as number) ? [] : [i]))
    const normal = mul(sub(x, mean), inverse)
    const dx = standardizeGradient(mul(g, scale), { normal, inverse }, axes)
    return bias ? [dx, mul(g, normal), g] : [dx, mul(g, normal)]
  },
}

export interface LayerNormalizationOptions {
  /** One number for each normalized place; nothing is added where left out. */
  readonly bias?: Tensor
  /** The first normalized axis. Default the last. */
  readonly axis?: number
  /** Added to the variance. Default 1e-5. */
  readonly epsilon?: number
}

/** Layer normalisation (Ba et al. 2016).  y = scale (x - mean) / sqrt(variance + epsilon) + bias, the statistics those of
 *  each sample over the axes from `axis` on.
 *  @param scale one number for each normalized place */
export function layerNormalization(
  x: Tensor,
  scale: Tensor,
  { bias, axis = -1, epsilon = 1e-5 }: LayerNormalizationOptions = {},
): Tensor {
  const first = axisOf(axis, x.shape.length, 'LayerNormalization')
  return applyAll(operator, bias ? [x, scale, bias] : [x, scale], { axis: first, epsilon })[0]!
}
