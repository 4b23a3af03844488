import { demand } from '../errors.ts'

/** How many classes there are, of how many modes (kinds) each, of how many samples each. */
export interface PopulationSize {
  readonly classes: number
  readonly modes: number
  readonly samples: number
}

/** Samples in the order of their modes, and these in the order of their classes. */
export interface Population extends PopulationSize {
  /** classes x modes x samples. */
  readonly size: number
  /** The true class of each sample, 0 .. classes - 1. */
  readonly classOf: Int32Array
  /** The mode of each sample, 0 .. classes x modes - 1. */
  readonly modeOf: Int32Array
}

/** The most samples that a step compares with one another in triples: some 8 million of them, 100 MB. */
const most = 200

/** Classes of modes of samples. Fails on fewer than two classes, where nothing is a negative, on numbers that are not
 *  whole and above 0, and on more than 200 samples. */
export function populationOf({ classes, modes, samples }: PopulationSize): Population {
  for (const [name, value, least] of [
    ['classes', classes, 2],
    ['modes', modes, 1],
    ['samples', samples, 1],
  ] as const)
    demand(Number.isSafeInteger(value) && value >= least, {
      who: name,
      rule: `must be a whole number, at least ${least}`,
      value,
      ...(name === 'classes' ? { remedy: 'without a second class there is no negative, and every loss is 0' } : {}),
    })
  const size = classes * modes * samples
  demand(modes * samples > 1, {
    who: 'samples',
    rule: 'a class needs two samples, or none has a positive',
    value: `${modes} mode of ${samples} sample`,
    remedy: 'give more of either',
  })
  demand(size <= most, {
    who: 'samples',
    rule: `classes x modes x samples must be at most ${most}`,
    value: size,
    remedy: 'every triple of samples is compared in every step: lower one of the three',
  })
  const samplesOf = (group: number): Int32Array => Int32Array.from({ length: size }, (_, i) => Math.floor(i / group))
  return { classes, modes, samples, size, classOf: samplesOf(modes * samples), modeOf: samplesOf(samples) }
}
