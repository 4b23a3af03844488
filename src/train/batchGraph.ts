import { grad } from '../autodiff/grad.ts'
import { l2Normalize, reduceL2, reduceMean, stopGradient } from '../ops/index.ts'
import { prefixed } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { batchLoss } from './batchLoss.ts'
import type { State } from './state.ts'
import type { StepDesign } from './stepDesign.ts'
import { towers } from './towers.ts'
import { fedTo, trainedIn } from './trainedIn.ts'

/** A batch in a graph: forward, mining, loss and gradients. */
export interface BatchGraph {
  /** The loss's report, the mean length of the raw embeddings, and the embeddings, of length 1. */
  readonly outputs: Readonly<Record<string, Tensor>>
  /** Of what is trained, by name. */
  readonly gradients: Readonly<Record<string, Tensor>>
  /** New running statistics and memories, by name. */
  readonly changed: Readonly<Record<string, Tensor>>
  /** What is fed of the state, by name. */
  readonly values: Readonly<Record<string, Tensor>>
  /** Samples and labels. */
  readonly inputs: readonly Tensor[]
  /** Shapes of the uniform noise that the loss's rules ask for, by the input's name. */
  readonly noise: Readonly<Record<string, readonly number[]>>
}

/** The graph of a batch and of the gradients of what is trained. */
export function batchGraph(design: StepDesign, state: State): BatchGraph {
  const names = trainedIn(design, state)
  const values = inputsOf(fedTo(state, names))
  const { anchors, references, buffers, inputs } = towers(design, values)
  const { output, noise } = batchLoss(design, { ...anchors, ...(references ? { references } : {}) }, values)
  const { buffers: remembered = {}, ...report } = output
  const gradients = grad(
    report.loss,
    names.map((name) => values[name]!),
  )
  return {
    outputs: { ...report, ...lookedAt(anchors.embeddings) },
    gradients: Object.fromEntries(names.map((name, i) => [name, gradients[i]!])),
    changed: withoutSame({ ...buffers, ...prefixed('memory.', remembered) }, values),
    values,
    inputs,
    noise,
  }
}

/** What a step tells of its raw embeddings. */
export const lookedAt = (embeddings: Tensor): { norm: Tensor; embeddings: Tensor } => ({
  norm: reduceMean(reduceL2(stopGradient(embeddings), { axes: [-1] })),
  embeddings: l2Normalize(embeddings),
})

/** The values of a state as inputs of a model, under their names. */
export const inputsOf = (state: State): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(state).map(([name, { dtype, shape }]) => [name, input(name, dtype, shape)]))

/** What is no longer the value that was fed: a layer may give a running statistic back as it came. */
export const withoutSame = (
  next: Readonly<Record<string, Tensor>>,
  values: Readonly<Record<string, Tensor>>,
): Record<string, Tensor> => Object.fromEntries(Object.entries(next).filter(([name, x]) => x !== values[name]))
