import { demand } from '../errors.ts'
import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { demandFinite } from './demandFinite.ts'
import { demandLabels } from './demandLabels.ts'
import type { StepDesign } from './stepDesign.ts'
import { referenceInput, referenceLabels } from './towers.ts'
import { uniformNoise } from './uniformNoise.ts'

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
  /** The pass through the data that it belongs to: for the log. */
  readonly epoch?: number
}

/** The batches of a step, checked: one, or as many as the design accumulates. */
export function batchesIn(design: StepDesign, given: StepBatch | readonly StepBatch[]): readonly StepBatch[] {
  const batches = 'samples' in given ? [given] : given
  const { accumulate = 1 } = design
  demand(batches.length === accumulate, {
    who,
    rule: `a step takes ${accumulate === 1 ? 'one batch' : `the ${accumulate} batches that it accumulates`}`,
    value: `${batches.length}`,
  })
  for (const batch of batches) demandBatch(design, batch)
  return batches
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

/** A batch under the names of a step's inputs. */
export const batchFeeds = (
  { intake, reference }: StepDesign,
  { samples, labels, references }: StepBatch,
): Record<string, NumericArray> => ({
  [intake.name]: samples,
  labels,
  ...(reference && references
    ? { [referenceInput(reference)]: references.samples, [referenceLabels]: references.labels ?? labels }
    : {}),
})

/** The noise that a loss's rules ask for, drawn. */
export const noiseFeeds = (
  noise: Readonly<Record<string, readonly number[]>>,
  random: Random,
): Record<string, NumericArray> =>
  Object.fromEntries(Object.entries(noise).map(([name, shape]) => [name, uniformNoise(random.fork(name), shape)]))

const who = 'train step'
