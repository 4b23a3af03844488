import type { Loss, LossOutput } from '../losses/loss.ts'
import { random } from '../random.ts'
import { input } from '../tensor/tensor.ts'

export interface TracedBatch {
  /** B */
  readonly size: number
  /** D */
  readonly dimension: number
  readonly mostPositives?: number
}

/** What a loss says of a batch that is nothing but shapes, [B, D] and labels [B]: the graph, in which nothing is computed.
 *  What the loss refuses of a step, it refuses here. */
export function traceLoss(loss: Loss, { size, dimension, mostPositives }: TracedBatch): LossOutput {
  const { parameters, buffers } = loss.init(random('trace'))
  const values = Object.entries({ ...parameters, ...buffers }).map(
    ([name, { dtype, shape }]) => [name, input(name, dtype, shape)] as const,
  )
  return loss.of(
    {
      embeddings: input('embeddings', 'float32', [size, dimension]),
      labels: input('labels', 'int64', [size]),
      noise: (name, shape) => input(`noise.${name}`, 'float32', shape),
      ...(mostPositives === undefined ? {} : { mostPositives }),
    },
    Object.fromEntries(values),
  )
}
