import { demand } from '../errors.ts'
import { add } from '../ops/add.ts'
import { batchNormalization, batchNormalizationTraining } from '../ops/batchNormalization.ts'
import { mul } from '../ops/mul.ts'
import { floats, sizeOf } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { demandInput } from './demandInput.ts'
import { demandSizes } from './demandSizes.ts'
import type { Layer } from './layer.ts'
import { valueNamed } from './valueNamed.ts'

export interface BatchNormOptions {
  readonly channels: number
  /** Weight of the newest batch in the running statistics, in (0, 1]. Default 0.1. */
  readonly momentum?: number
  /** Keeps the quotient finite; greater than 0. Default 1e-5. */
  readonly epsilon?: number
}

/** Batch normalisation (Ioffe and Szegedy 2015) of rows [N, C] or images [N, C, H, W].
 *    y = weight (x - mean) / sqrt(variance + epsilon) + bias  for each channel
 *  In training mean and variance are those of the batch, and the running ones follow:
 *    running = (1 - momentum) running + momentum batch,  the variance there unbiased, as in PyTorch.
 *  In evaluation they are the running ones. Parameters `weight` (1) and `bias` (0), buffers `running_mean` (0) and
 *  `running_var` (1), all [C]. Fails in training where a channel has a single number: it has no variance. */
export function batchNorm({ channels, momentum = 0.1, epsilon = 1e-5 }: BatchNormOptions): Layer {
  demandSizes('batchNorm', { channels })
  demand(momentum > 0 && momentum <= 1, { who: 'batchNorm', rule: 'momentum must lie in (0, 1]', value: momentum })
  demand(epsilon > 0, { who: 'batchNorm', rule: 'epsilon must be greater than 0', value: epsilon })
  const name = `batchNorm(${channels})`
  const all = (value: number) => floats(new Float32Array(channels).fill(value))
  return {
    name,
    init: () => ({
      parameters: { weight: all(1), bias: all(0) },
      buffers: { running_mean: all(0), running_var: all(1) },
    }),
    apply(values, x, mode) {
      demandInput(name, x, [2, 4], channels)
      const named = (key: string): Tensor => valueNamed(values, key, [channels], name)
      const [weight, bias, runningMean, runningVar] = ['weight', 'bias', 'running_mean', 'running_var'].map(named)
      if (mode === 'evaluation')
        return { y: batchNormalization(x, weight!, bias!, runningMean!, runningVar!, epsilon), buffers: {} }
      const n = sizeOf(fixed(x.shape, name)) / channels
      demand(n > 1, { who: name, rule: 'training needs more than one number for each channel', value: `[${x.shape}]` })
      const { y, mean, variance } = batchNormalizationTraining(x, weight!, bias!, epsilon)
      const follow = (running: Tensor, batch: Tensor, factor: number): Tensor =>
        add(mul(running, 1 - momentum), mul(batch, momentum * factor))
      const buffers = {
        running_mean: follow(runningMean!, mean, 1),
        running_var: follow(runningVar!, variance, n / (n - 1)),
      }
      return { y, buffers }
    },
  }
}
