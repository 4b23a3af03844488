import { grad } from '../autodiff/grad.ts'
import { emit } from '../onnx/emit.ts'
import { l2Normalize, reduceL2, reduceMean, stopGradient } from '../ops/index.ts'
import { prefixed } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { batchLoss } from './batchLoss.ts'
import type { State } from './state.ts'
import type { StepDesign } from './stepDesign.ts'
import { demandDesign } from './stepDesign.ts'
import { towers } from './towers.ts'
import { fedTo, trainedIn } from './trainedIn.ts'
import { updated } from './updated.ts'

/** A whole train step as one ONNX model: batch, state and the step's numbers in; loss, report and what changes of the state
 *  out, each as `next.<name>`. */
export interface StepModel {
  readonly bytes: Uint8Array
  /** Shapes of the uniform noise that the loss's rules ask for, by the input's name. */
  readonly noise: Readonly<Record<string, readonly number[]>>
}

/** Emits the model of a train step: forward, mining, loss, gradient and update. */
export function stepModel(design: StepDesign, state: State): StepModel {
  demandDesign(design)
  const { outputs, inputs, noise } = stepGraph(design, state)
  return { bytes: emit(outputs, { name: 'train step', inputs }), noise }
}

/** The graph of a train step. */
export function stepGraph(
  design: StepDesign,
  state: State,
): { outputs: Record<string, Tensor>; inputs: Tensor[]; noise: Record<string, readonly number[]> } {
  const names = trainedIn(design, state)
  const values = inputsOf(fedTo(state, names))
  const { anchors, references, buffers, inputs } = towers(design, values)
  const { output, noise } = batchLoss(design, { ...anchors, ...(references ? { references } : {}) }, values)
  const { buffers: remembered = {}, ...report } = output
  const gradients = grad(
    report.loss,
    names.map((name) => values[name]!),
  )
  const update = updated(design, values, Object.fromEntries(names.map((name, i) => [name, gradients[i]!])))
  const changed = { ...buffers, ...prefixed('memory.', remembered), ...update.next }
  const norm = reduceMean(reduceL2(stopGradient(anchors.embeddings), { axes: [-1] }))
  const outputs = {
    ...report,
    norm,
    embeddings: l2Normalize(anchors.embeddings),
    ...prefixed('next.', withoutSame(changed, values)),
  }
  return { outputs, inputs: [...inputs, ...update.scalars, ...Object.values(values)], noise }
}

/** The values of a state as inputs of a model, under their names. */
export const inputsOf = (state: State): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(state).map(([name, { dtype, shape }]) => [name, input(name, dtype, shape)]))

/** What is no longer the value that was fed: a layer may give a running statistic back as it came. */
export const withoutSame = (
  next: Readonly<Record<string, Tensor>>,
  values: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> => Object.fromEntries(Object.entries(next).filter(([name, x]) => x !== values[name]))
