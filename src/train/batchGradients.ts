import type { Random } from '../random.ts'
import { openGraph } from '../runtime/openGraph.ts'
import type { SessionOptions } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { batchGraph } from './batchGraph.ts'
import type { State } from './state.ts'
import type { StepBatch } from './stepBatch.ts'
import { batchFeeds, noiseFeeds } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import type { StepReport } from './stepReport.ts'
import { reportIn } from './stepReport.ts'

/** What a batch gives before the update. */
export interface BatchResult {
  readonly report: StepReport
  readonly embeddings: NumericArray
  /** Of what is trained, by name in the order of the state. The receiver may write to them. */
  readonly gradients: Readonly<Record<string, NumericArray>>
  /** New running statistics and memories. */
  readonly changed: State
}

/** Gradients of one batch after the other. */
export interface BatchGradients {
  run(batch: StepBatch, state: State, random: Random): Promise<BatchResult>
  close(): Promise<void>
}

/** Gradients of batches that go through the networks at once. */
export async function openBatchGradients(
  design: StepDesign,
  state: State,
  options: SessionOptions = {},
): Promise<BatchGradients> {
  const { noise, ...graph } = gradientsGraph(design, state)
  const session = await openGraph(graph.outputs, { name: 'gradients', inputs: graph.inputs }, options)
  return {
    async run(batch, current, random) {
      const result = await session.run({ ...current, ...batchFeeds(design, batch), ...noiseFeeds(noise, random) })
      return {
        report: reportIn(result),
        embeddings: result.embeddings!,
        gradients: under('gradient.', result),
        changed: under('next.', result),
      }
    },
    close: session.close,
  }
}

/** The graph that gives a batch's gradients and no update. */
export function gradientsGraph(
  design: StepDesign,
  state: State,
): { outputs: Record<string, Tensor>; inputs: readonly Tensor[]; noise: Readonly<Record<string, readonly number[]>> } {
  const { outputs, gradients, changed, inputs, noise } = batchGraph(design, state)
  return { outputs: { ...outputs, ...prefixed('gradient.', gradients), ...prefixed('next.', changed) }, inputs, noise }
}
