import { emit } from '../onnx/emit.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { BatchResult } from './batchGradients.ts'
import { openBatchGradients } from './batchGradients.ts'
import { inputsOf } from './batchGraph.ts'
import { openChunkedGradients } from './chunkedGradients.ts'
import { groupsOf, scalarsOf } from './groups.ts'
import type { State } from './state.ts'
import { batchesIn } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import { demandDesign } from './stepDesign.ts'
import { meanReport } from './stepReport.ts'
import { sumOf } from './sumOf.ts'
import { stacked } from './towerInChunks.ts'
import { fedTo, shapesOf, trainedIn } from './trainedIn.ts'
import type { TrainStep } from './trainStep.ts'
import { updated } from './updated.ts'

/** A step as several models: the gradients of one batch or more, then one update by their mean. */
export async function openStepInParts(
  design: StepDesign,
  state: State,
  options: SessionOptions = {},
): Promise<TrainStep> {
  demandDesign(design)
  const names = trainedIn(design, state)
  const open = design.chunk === undefined ? openBatchGradients : openChunkedGradients
  const source = await open(design, state, options)
  const update = await openSession(updateModel(design, state), options)
  const { all: groups } = groupsOf(design, shapesOf(state, names))
  return {
    async run(given, before, { random, ...at }) {
      const batches = batchesIn(design, given)
      const results: Omit<BatchResult, 'gradients'>[] = []
      const sum = sumOf(batches.length)
      let current = before
      for (const [i, batch] of batches.entries()) {
        const { gradients, ...result } = await source.run(batch, current, i === 0 ? random : random.fork(`batch ${i}`))
        sum.add(gradients)
        current = { ...current, ...result.changed }
        results.push(result)
      }
      const next = await update.run({ ...current, ...prefixed('gradient.', sum.mean()), ...scalarsOf(groups, at) })
      return {
        report: meanReport(results.map(({ report }) => report)),
        embeddings: stacked(results.map(({ embeddings }) => embeddings)),
        state: { ...current, ...under('next.', next) },
      }
    },
    async close() {
      await source.close()
      await update.close()
    },
  }
}

/** Gradients, parameters and the optimizer's state in; new parameters and state out. */
export function updateModel(design: StepDesign, state: State): Uint8Array {
  const { outputs, inputs } = updateGraph(design, state)
  return emit(outputs, { name: 'update', inputs })
}

/** The graph of an update. */
export function updateGraph(design: StepDesign, state: State): { outputs: Record<string, Tensor>; inputs: Tensor[] } {
  const names = trainedIn(design, state)
  const values = inputsOf(fedTo(state, names))
  const gradients = inputsOf(
    Object.fromEntries(names.map((name) => [`gradient.${name}`, { ...state[name]!, dtype: 'float32' }])),
  )
  const { next, scalars } = updated(design, values, under('gradient.', gradients))
  return { outputs: prefixed('next.', next), inputs: [...Object.values(gradients), ...scalars] }
}
