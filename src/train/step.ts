import { openGraph } from '../runtime/openGraph.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { under } from '../tensor/prefixed.ts'
import { groupsOf, scalarsOf } from './groups.ts'
import type { State } from './state.ts'
import { batchesIn, batchFeeds, noiseFeeds } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import { demandDesign } from './stepDesign.ts'
import { openStepInParts } from './stepInParts.ts'
import { stepGraph } from './stepModel.ts'
import { reportIn } from './stepReport.ts'
import { shapesOf, trainedIn } from './trainedIn.ts'
import type { TrainStep } from './trainStep.ts'

/** Emits the step and opens it on a device: as one model, or as a few where the design asks for chunks or for accumulation. */
export async function openStep(design: StepDesign, state: State, options: SessionOptions = {}): Promise<TrainStep> {
  if (design.chunk !== undefined || design.accumulate !== undefined) return openStepInParts(design, state, options)
  demandDesign(design)
  const { outputs, inputs, noise } = stepGraph(design, state)
  const session = await openGraph(outputs, { name: 'train step', inputs }, options)
  const { all: groups } = groupsOf(design, shapesOf(state, trainedIn(design, state)))
  return {
    async run(given, current, { random, ...at }) {
      const [batch] = batchesIn(design, given)
      const result = await session.run({
        ...current,
        ...batchFeeds(design, batch!),
        ...scalarsOf(groups, at),
        ...noiseFeeds(noise, random),
      })
      return {
        report: reportIn(result),
        embeddings: result.embeddings!,
        state: { ...current, ...under('next.', result) },
      }
    },
    close: session.close,
  }
}
