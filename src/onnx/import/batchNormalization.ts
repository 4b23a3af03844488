import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import { sizeOf } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'

/** With the running statistics, or with those of the batch, which the running ones then follow:
 *    running = momentum running + (1 - momentum) batch,  the variance there unbiased, as PyTorch does it.
 *  What the file says of its mode (`training_mode`, or more outputs than one) is of the moment when it was exported: the caller
 *  decides. */
export const BatchNormalization: Importer = (node, { tensor }, { batchStatistics, remember }) => {
  node.ignore('training_mode', 'spatial')
  const [x, scale, bias, mean, variance] = [tensor(0), tensor(1), tensor(2), tensor(3), tensor(4)]
  const epsilon = node.number('epsilon', 1e-5)
  const momentum = node.number('momentum', 0.9)
  if (!batchStatistics) return [ops.batchNormalization(x, scale, bias, mean, variance, epsilon)]
  const n = sizeOf(fixed(x.shape, 'BatchNormalization')) / sizeOf(fixed(scale.shape, 'BatchNormalization'))
  demand(n > 1, {
    who: 'BatchNormalization',
    rule: 'training needs more than one number for each channel',
    value: `[${x.shape}]`,
    remedy: "enlarge the batch, or keep batch normalisation frozen by batchNorm: 'frozen'",
  })
  const batch = ops.batchNormalizationTraining(x, scale, bias, epsilon)
  const follow = (running: Tensor, now: Tensor, factor: number): Tensor =>
    ops.add(ops.mul(running, momentum), ops.mul(now, (1 - momentum) * factor))
  remember(node.inputs[3]!, follow(mean, batch.mean, 1))
  remember(node.inputs[4]!, follow(variance, batch.variance, n / (n - 1)))
  return [batch.y]
}
