import type { LossOutput } from '../losses/loss.ts'
import type { References } from '../pairs/batch.ts'
import { under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { StepDesign } from './stepDesign.ts'

/** Embeddings and labels of a batch, and of the second tower's. */
interface EmbeddedBatch {
  readonly embeddings: Tensor
  readonly labels: Tensor
  readonly references?: References
}

/** Adds the loss of a batch to the graph, and gives it with the shapes of the noise that its rules ask for, by the inputs' names.
 *  @param values the loss's parameters and what it remembers, by their names in the state */
export function batchLoss(
  { loss, relation, mostPositives }: Pick<StepDesign, 'loss' | 'relation' | 'mostPositives'>,
  batch: EmbeddedBatch,
  values: Readonly<Record<string, Tensor>>,
): { output: LossOutput; noise: Record<string, readonly number[]> } {
  const noise: Record<string, readonly number[]> = {}
  const output = loss.of(
    {
      ...batch,
      ...(relation ? { relation } : {}),
      ...(mostPositives === undefined ? {} : { mostPositives }),
      noise: (name, shape) => {
        noise[`noise.${name}`] = shape
        return input(`noise.${name}`, 'float32', shape)
      },
    },
    { ...under('loss.', values), ...under('memory.', values) },
  )
  return { output, noise }
}
