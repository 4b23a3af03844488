import { demand } from '../errors.ts'
import { layerNormalization } from '../ops/layerNormalization.ts'
import { floats } from '../tensor/array.ts'
import { demandInput } from './demandInput.ts'
import { demandSizes } from './demandSizes.ts'
import type { Layer } from './layer.ts'
import { valueNamed } from './valueNamed.ts'

export interface LayerNormOptions {
  readonly channels: number
  /** Keeps the quotient finite; greater than 0. Default 1e-5. */
  readonly epsilon?: number
}

/** Layer normalisation (Ba et al. 2016) of rows [N, C] or tokens [N, T, C].
 *    y = weight (x - mean) / sqrt(variance + epsilon) + bias,  mean and (biased) variance over the channels of each
 *  Parameters `weight` (1) and `bias` (0), both [C]. */
export function layerNorm({ channels, epsilon = 1e-5 }: LayerNormOptions): Layer {
  demandSizes('layerNorm', { channels })
  demand(epsilon > 0, { who: 'layerNorm', rule: 'epsilon must be greater than 0', value: epsilon })
  const name = `layerNorm(${channels})`
  const all = (value: number) => floats(new Float32Array(channels).fill(value))
  return {
    name,
    init: () => ({ parameters: { weight: all(1), bias: all(0) }, buffers: {} }),
    apply(values, x) {
      demandInput(name, x, [2, 3], channels)
      const weight = valueNamed(values, 'weight', [channels], name)
      const bias = valueNamed(values, 'bias', [channels], name)
      return { y: layerNormalization(x, weight, { bias, epsilon }), buffers: {} }
    },
  }
}
