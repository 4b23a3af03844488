import { l2Normalize } from '../ops/index.ts'
import { under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { gradientsGraph } from './batchGradients.ts'
import { inputsOf } from './batchGraph.ts'
import { lossGraph, placedIn } from './chunkedGradients.ts'
import { chunksOf } from './chunksOf.ts'
import { blockSize } from './embedder.ts'
import { intakeOf } from './intake.ts'
import { bytesOf, peakOf } from './peakOf.ts'
import type { State } from './state.ts'
import type { StepDesign } from './stepDesign.ts'
import { updateGraph } from './stepInParts.ts'
import { stepGraph } from './stepModel.ts'
import { backGraph, embedGraph } from './towerInChunks.ts'
import { fedTo, trainedIn } from './trainedIn.ts'

/** What a training's steps take at their peak, in bytes. */
export interface StepMemory {
  /** In all. */
  readonly bytes: number
  /** The state: as it is fed, and two earlier ones that wait to be collected. */
  readonly state: number
  /** Samples of this step and of the next, and gradients that are summed. */
  readonly held: number
  /** What the models keep while they run: activations above all, and the new state. */
  readonly models: number
  /** The embedder that is judged, where there is one. */
  readonly judged: number
}

/** What the runtime takes before it does anything. */
const runtime = 80e6

/** What its allocator leaves between its blocks, as a factor. */
const loose = 1.2

/** An estimate of what the steps of a design take at their peak, beyond a process that holds the data: from their graphs alone, nothing
 *  is run. As measured (`bench/stepMemory.ts`: heads, plain and residual networks, MobileNetV2 with and without frozen layers) it is from 0.77
 *  to 1.14 of the truth.
 *  @param judged whether looks are taken meanwhile: an embedder then takes memory of its own. Default true */
export function memoryOf(design: StepDesign, state: State, { judged = true }: { judged?: boolean } = {}): StepMemory {
  const names = trainedIn(design, state)
  const values = fedTo(state, names)
  const total = (of: State): number => Object.values(of).reduce((sum, array) => sum + bytesOf(array), 0)
  // Frozen values are fed as they are, and never made anew.
  const changing = total(
    Object.fromEntries(
      Object.entries(values).filter(([name]) => names.includes(name) || !/^(network|reference|loss)\./.test(name)),
    ),
  )
  const batches = 2 * (design.accumulate ?? 1)
  const samples = placedIn(design).reduce(
    (sum, { intake, size }) => sum + batches * bytesOf({ dtype: intake.dtype, shape: [size, ...intake.sample] }),
    0,
  )
  const inParts = design.chunk !== undefined || design.accumulate !== undefined
  const gradients = total(Object.fromEntries(names.map((name) => [name, state[name]!])))
  const parts = {
    state: total(values) + 2 * changing,
    held: samples + (inParts ? 2 * gradients : 0),
    // Each model has memory of its own, and gives none of it back.
    models: loose * modelsOf(design, state, names).reduce((sum, outputs) => sum + peakOf(outputs), 0),
    judged: judged ? loose * peakOf(judgedGraph(design, values)) : 0,
  }
  return { bytes: runtime + Object.values(parts).reduce((sum, bytes) => sum + bytes, 0), ...parts }
}

/** The outputs of the models of a step. */
function modelsOf(design: StepDesign, state: State, names: readonly string[]): Readonly<Record<string, Tensor>>[] {
  const { chunk } = design
  if (chunk === undefined && design.accumulate === undefined) return [stepGraph(design, state).outputs]
  const update = updateGraph(design, state).outputs
  if (chunk === undefined) return [gradientsGraph(design, state).outputs, update]
  const values = fedTo(state, names)
  const towers = placedIn(design).flatMap((tower) =>
    [...new Set(chunksOf(tower.size, chunk))].flatMap((size) => [
      embedGraph({ ...tower, size }, values),
      backGraph({ ...tower, size }, values, names),
    ]),
  )
  return [lossGraph(design, state).outputs, ...towers, update]
}

/** The first tower in evaluation, for as many samples as are judged at a time. */
function judgedGraph({ network, intake }: StepDesign, values: State): Record<string, Tensor> {
  const inputs = inputsOf(values)
  const inside = { ...under('network.', inputs), ...under('buffer.', inputs) }
  const samples = intakeOf(intake, blockSize(intake))
  return { embeddings: l2Normalize(network.apply(inside, intake.toNetwork(samples), 'evaluation').y) }
}
