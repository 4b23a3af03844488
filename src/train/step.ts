import { grad } from '../autodiff/grad.ts'
import type { Loss, LossOutput } from '../losses/loss.ts'
import type { Layer } from '../nn/layer.ts'
import { emit } from '../onnx/emit.ts'
import { l2Normalize, reduceL2, reduceMean, stopGradient } from '../ops/index.ts'
import { clipByNorm } from '../optim/clip.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import type { Random } from '../random.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, sizeOf } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import type { Intake } from './intake.ts'
import { intakeOf } from './intake.ts'
import type { State } from './state.ts'
import { prefixed, trainedNames, under } from './state.ts'

/** What is trained, and how. */
export interface StepDesign {
  readonly network: Layer
  readonly loss: Loss
  readonly optimizer: Optimizer
  readonly intake: Intake
  readonly batchSize: number
  /** The most positives one anchor can have in a batch. Default batchSize - 1. */
  readonly mostPositives?: number
  /** Gradients longer than this, taken together, are shortened to it. Default: they stay. */
  readonly clip?: number
}

/** What a step reports, as numbers: the loss's own report and the mean length of the raw embeddings. */
export type StepReport = Readonly<Record<Exclude<keyof LossOutput, 'buffers'> | 'norm', number>>

/** A whole train step as one ONNX model: batch, state and the step's numbers in; loss, report and new state out. */
export interface StepModel {
  readonly bytes: Uint8Array
  /** Shapes of the uniform noise that the loss's rules ask for, by the input's name. */
  readonly noise: Readonly<Record<string, readonly number[]>>
}

/** Emits the model of a train step: forward, mining, loss, gradient and update. */
export function stepModel(design: StepDesign, state: State): StepModel {
  const { network, loss, optimizer, intake, batchSize, clip } = design
  const values = Object.fromEntries(
    Object.entries(state).map(([name, { dtype, shape }]) => [name, input(name, dtype, shape)]),
  )
  const scalars = Object.fromEntries(
    Object.keys(optimizer.scalars(1, 1)).map((name) => [name, input(`scalar.${name}`, 'float32', [])]),
  )
  const noise: Record<string, readonly number[]> = {}
  const samples = intakeOf(intake, batchSize)
  const labels = input('labels', 'int64', [batchSize])

  const inside = { ...under('network.', values), ...under('buffer.', values) }
  const { y: embeddings, buffers } = network.apply(inside, intake.toNetwork(samples), 'training')
  const batch = {
    embeddings,
    labels,
    ...(design.mostPositives === undefined ? {} : { mostPositives: design.mostPositives }),
    noise: (name: string, shape: readonly number[]) => {
      noise[`noise.${name}`] = shape
      return input(`noise.${name}`, 'float32', shape)
    },
  }
  const { buffers: remembered = {}, ...report } = loss.of(batch, {
    ...under('loss.', values),
    ...under('memory.', values),
  })

  const names = trainedNames(values)
  const raw = grad(
    report.loss,
    names.map((name) => values[name]!),
  )
  const gradients = clip === undefined ? raw : clipByNorm(raw, clip).gradients
  const next: Record<string, Tensor> = {
    ...values,
    ...prefixed('buffer.', buffers),
    ...prefixed('memory.', remembered),
  }
  for (const [i, name] of names.entries()) {
    const kept = `optimizer.${name}.`
    const updated = optimizer.update(values[name]!, gradients[i]!, under(kept, values), scalars)
    next[name] = updated.parameter
    Object.assign(next, prefixed(kept, updated.state))
  }
  const norm = reduceMean(reduceL2(stopGradient(embeddings), { axes: [-1] }))
  const outputs = { ...report, norm, embeddings: l2Normalize(embeddings), ...prefixed('next.', next) }
  const inputs = [samples, labels, ...Object.values(scalars), ...Object.values(values)]
  return { bytes: emit(outputs, { name: 'train step', inputs }), noise }
}

export interface StepResult {
  readonly report: StepReport
  /** Embeddings of the batch before the update, rows of length 1: [B, D]. */
  readonly embeddings: NumericArray
  readonly state: State
}

export interface StepBatch {
  /** As the intake says. */
  readonly samples: NumericArray
  /** Int64 [B]. */
  readonly labels: NumericArray
}

/** A train step, ready to run. */
export interface TrainStep {
  /** One step. The state goes in and a new one comes out: nothing is kept between calls.
   *  @param step counts from 1
   *  @param rate learning rate
   *  @param random where the rules' noise comes from */
  run(batch: StepBatch, state: State, at: { step: number; rate: number; random: Random }): Promise<StepResult>
  close(): Promise<void>
}

const reported = ['loss', 'valid', 'active', 'positive', 'negative', 'norm'] as const

/** Emits the step and opens it on a device. */
export async function openStep(design: StepDesign, state: State, options: SessionOptions = {}): Promise<TrainStep> {
  const { bytes, noise } = stepModel(design, state)
  const session = await openSession(bytes, options)
  const names = Object.keys(state)
  return {
    async run({ samples, labels }, current, { step, rate, random }) {
      const scalars = Object.entries(design.optimizer.scalars(step, rate))
      const result = await session.run({
        ...current,
        [design.intake.name]: samples,
        labels,
        ...Object.fromEntries(scalars.map(([name, value]) => [`scalar.${name}`, floats([value], [])])),
        ...Object.fromEntries(Object.entries(noise).map(([name, shape]) => [name, uniform(random.fork(name), shape)])),
      })
      return {
        report: Object.fromEntries(reported.map((name) => [name, Number(result[name]!.data[0])])) as StepReport,
        embeddings: result.embeddings!,
        state: Object.fromEntries(names.map((name) => [name, result[`next.${name}`]!])),
      }
    },
    close: session.close,
  }
}

const uniform = (random: Random, shape: readonly number[]): NumericArray =>
  floats(Float32Array.from({ length: sizeOf(shape) }, random.uniform), shape)
