import { emit } from '../onnx/emit.ts'
import { prefixed } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { batchGraph } from './batchGraph.ts'
import type { State } from './state.ts'
import type { StepDesign } from './stepDesign.ts'
import { demandDesign } from './stepDesign.ts'
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
): { outputs: Record<string, Tensor>; inputs: Tensor[]; noise: StepModel['noise'] } {
  const { outputs, gradients, changed, values, inputs, noise } = batchGraph(design, state)
  const { next, scalars } = updated(design, values, gradients)
  return {
    outputs: { ...outputs, ...prefixed('next.', { ...changed, ...next }) },
    inputs: [...inputs, ...scalars, ...Object.values(values)],
    noise,
  }
}
