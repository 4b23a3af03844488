import { grad } from '../autodiff/grad.ts'
import { demand } from '../errors.ts'
import type { Loss, LossOutput } from '../losses/loss.ts'
import type { Layer } from '../nn/layer.ts'
import { emit } from '../onnx/emit.ts'
import { l2Normalize, reduceL2, reduceMean, stopGradient } from '../ops/index.ts'
import { clipByNorm } from '../optim/clip.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import type { References, Relation } from '../pairs/batch.ts'
import type { Random } from '../random.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { demandFinite } from './demandFinite.ts'
import type { ClassCounts } from './demandLabels.ts'
import { demandClasses, demandLabels } from './demandLabels.ts'
import type { Intake } from './intake.ts'
import { intakeOf } from './intake.ts'
import type { State } from './state.ts'
import { trainedNames } from './state.ts'
import { uniformNoise } from './uniformNoise.ts'

/** What is trained, and how. */
export interface StepDesign {
  readonly network: Layer
  readonly loss: Loss
  readonly optimizer: Optimizer
  readonly intake: Intake
  readonly batchSize: number
  /** A second tower, whose embeddings the anchors are compared with in place of one another. Default: there is none. */
  readonly reference?: Tower
  /** The shape of one sample's label beyond one integer: [L] for a label on each of L levels. Default []. */
  readonly labelShape?: readonly number[]
  /** Which pairs are of one kind. Default: those of equal labels. */
  readonly relation?: Relation
  /** How many classes the labels have, where it is known: the loss must then be made for as many. */
  readonly classes?: ClassCounts
  /** The most positives one anchor can have in a batch. Default: as many as there can be. */
  readonly mostPositives?: number
  /** Gradients longer than this, taken together, are shortened to it. Default: they stay. */
  readonly clip?: number
}

/** Where the references come from: captions for images, documents for queries. */
export interface Tower {
  /** Default: the first tower's network, with the same weights. */
  readonly network?: Layer
  readonly intake: Intake
  /** Default: the first tower's. */
  readonly batchSize?: number
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
  const { network, loss, optimizer, intake, batchSize, clip, reference, relation } = design
  demandDesign(design)
  const values = Object.fromEntries(
    Object.entries(state).map(([name, { dtype, shape }]) => [name, input(name, dtype, shape)]),
  )
  const scalars = Object.fromEntries(
    Object.keys(optimizer.scalars(1, 1)).map((name) => [name, input(`scalar.${name}`, 'float32', [])]),
  )
  const noise: Record<string, readonly number[]> = {}
  const samples = intakeOf(intake, batchSize)
  const labels = input('labels', 'int64', [batchSize, ...(design.labelShape ?? [])])

  const inside = { ...under('network.', values), ...under('buffer.', values) }
  const { y: embeddings, buffers } = network.apply(inside, intake.toNetwork(samples), 'training')
  const second = reference && secondTower(design, reference, values, buffers)
  const widths = [embeddings, ...(second ? [second.references.embeddings] : [])].map(({ shape }) => shape[1])
  demand(new Set(widths).size === 1, {
    who,
    rule: 'both towers must give embeddings of one dimension',
    value: widths.join(' and '),
  })
  const batch = {
    embeddings,
    labels,
    ...(second ? { references: second.references } : {}),
    ...(relation ? { relation } : {}),
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
    ...second?.next,
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
  const inputs = [samples, labels, ...(second?.inputs ?? []), ...Object.values(scalars), ...Object.values(values)]
  return { bytes: emit(outputs, { name: 'train step', inputs }), noise }
}

/** The second tower applied to samples of its own, and its new running statistics. */
function secondTower(
  design: StepDesign,
  tower: Tower,
  values: Readonly<Record<string, Tensor>>,
  afterFirst: Readonly<Record<string, Tensor>>,
): { references: References; next: Record<string, Tensor>; inputs: Tensor[] } {
  const size = tower.batchSize ?? design.batchSize
  const samples = intakeOf({ ...tower.intake, name: referenceInput(tower) }, size)
  const labels = input(referenceLabels, 'int64', [size, ...(design.labelShape ?? [])])
  // A shared network sees the references after the batch: its statistics go on from there.
  const inside = tower.network
    ? { ...under('reference.', values), ...under('referenceBuffer.', values) }
    : { ...under('network.', values), ...under('buffer.', values), ...afterFirst }
  const network = tower.network ?? design.network
  const { y: embeddings, buffers } = network.apply(inside, tower.intake.toNetwork(samples), 'training')
  return {
    references: { embeddings, labels },
    next: prefixed(tower.network ? 'referenceBuffer.' : 'buffer.', buffers),
    inputs: [samples, labels],
  }
}

const referenceInput = ({ intake }: Tower): string => `references.${intake.name}`
const referenceLabels = 'references.labels'

function demandDesign({ batchSize, reference, loss, classes }: StepDesign): void {
  const least = reference ? 1 : 2
  demand(Number.isSafeInteger(batchSize) && batchSize >= least, {
    who,
    rule: `a batch must have ${least} samples or more${reference ? '' : ': one alone has nothing to be compared with'}`,
    value: batchSize,
    remedy: 'raise batchSize',
  })
  const others = reference?.batchSize ?? batchSize
  demand(Number.isSafeInteger(others) && others >= 1, {
    who,
    rule: 'batchSize of the reference must be a whole number from 1',
    value: others,
  })
  demandClasses(who, loss, classes)
}

const who = 'train step'

export interface StepResult {
  readonly report: StepReport
  /** Embeddings of the batch before the update, rows of length 1: [B, D]. */
  readonly embeddings: NumericArray
  readonly state: State
}

export interface StepBatch {
  /** As the intake says. */
  readonly samples: NumericArray
  /** Int64 [B], or [B, ...labelShape]. */
  readonly labels: NumericArray
  /** What the second tower takes. */
  readonly references?: {
    /** As its intake says. */
    readonly samples: NumericArray
    /** Default: the batch's, reference i belonging to sample i. */
    readonly labels?: NumericArray
  }
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
    async run(batch, current, { step, rate, random }) {
      demandBatch(design, batch)
      const { samples, labels, references } = batch
      const scalars = Object.entries(design.optimizer.scalars(step, rate))
      const result = await session.run({
        ...current,
        [design.intake.name]: samples,
        labels,
        ...(design.reference && references
          ? { [referenceInput(design.reference)]: references.samples, [referenceLabels]: references.labels ?? labels }
          : {}),
        ...Object.fromEntries(scalars.map(([name, value]) => [`scalar.${name}`, floats([value], [])])),
        ...Object.fromEntries(
          Object.entries(noise).map(([name, shape]) => [name, uniformNoise(random.fork(name), shape)]),
        ),
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

/** What would make numbers without meaning of a training fails here, where it enters. Shapes of samples the session checks. */
function demandBatch(design: StepDesign, { samples, labels, references }: StepBatch): void {
  const { batchSize: size, reference } = design
  demandFinite(who, design.intake.name, samples)
  demandLabels(who, labels, { ...design, size })
  demand(!reference === !references, {
    who,
    rule: reference ? 'a second tower must be given samples' : 'references are for a second tower',
    remedy: reference ? 'give the batch references' : 'leave them out, or give the design a reference',
  })
  if (!reference || !references) return
  demandFinite(who, referenceInput(reference), references.samples)
  demandLabels(`${who}, references`, references.labels ?? labels, { ...design, size: reference.batchSize ?? size })
}
