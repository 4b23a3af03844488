import { demand } from '../errors.ts'
import type { LossOutput } from '../losses/loss.ts'
import type { Random } from '../random.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { openSession } from '../runtime/session.ts'
import type { NumericArray } from '../tensor/array.ts'
import { under } from '../tensor/prefixed.ts'
import { demandFinite } from './demandFinite.ts'
import { demandLabels } from './demandLabels.ts'
import { groupsOf, scalarsOf } from './groups.ts'
import type { State } from './state.ts'
import type { StepDesign } from './stepDesign.ts'
import { stepModel } from './stepModel.ts'
import { referenceInput, referenceLabels } from './towers.ts'
import { shapesOf, trainedIn } from './trainedIn.ts'
import { uniformNoise } from './uniformNoise.ts'

/** What a step reports, as numbers: the loss's own report and the mean length of the raw embeddings. */
export type StepReport = Readonly<Record<Exclude<keyof LossOutput, 'buffers'> | 'norm', number>>

export interface StepResult {
  readonly report: StepReport
  /** Embeddings of the batch before the update, rows of length 1: [B, D]. */
  readonly embeddings: NumericArray
  /** What the step did not change is there as it was, the same array. */
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
  const { all: groups } = groupsOf(design, shapesOf(state, trainedIn(design, state)))
  return {
    async run(batch, current, { step, rate, random }) {
      demandBatch(design, batch)
      const { samples, labels, references } = batch
      const result = await session.run({
        ...current,
        [design.intake.name]: samples,
        labels,
        ...(design.reference && references
          ? { [referenceInput(design.reference)]: references.samples, [referenceLabels]: references.labels ?? labels }
          : {}),
        ...scalarsOf(groups, { step, rate }),
        ...Object.fromEntries(
          Object.entries(noise).map(([name, shape]) => [name, uniformNoise(random.fork(name), shape)]),
        ),
      })
      return {
        report: Object.fromEntries(reported.map((name) => [name, Number(result[name]!.data[0])])) as StepReport,
        embeddings: result.embeddings!,
        state: { ...current, ...under('next.', result) },
      }
    },
    close: session.close,
  }
}

const who = 'train step'

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
