import { classRows, type LabelledRows } from './classRows.ts'
import { demandClasses } from './demandClasses.ts'
import { demandCount } from './demandCount.ts'
import { demandRows } from './demandRows.ts'
import { pByK } from './pByK.ts'
import type { Sampler } from './sampler.ts'
import { samplerOf } from './samplerOf.ts'

export type { Sampler } from './sampler.ts'

export interface MPerClassOptions extends LabelledRows {
  /** P */
  readonly classesPerBatch: number
  /** K */
  readonly samplesPerClass: number
  readonly seed: number
}

const who = 'mPerClass'

/** P x K sampler (Hermans et al. 2017): every batch holds exactly P classes with K distinct rows each, class after class.
 *  A class is shuffled and cut into groups of K, the last filled up from the same class; batches take a group of each of
 *  the P classes with most groups left, ties by lot. So max(most groups of a class, ceil(groups / P)) batches, the fewest
 *  that can, hold every row at least once; where classes run out, others give further groups.
 *  Fails on fewer than P classes, and on a class with fewer than K rows by its name. */
export function mPerClass(options: MPerClassOptions): Sampler {
  const { classesPerBatch: p, samplesPerClass: k, seed } = options
  demandCount(who, 'classesPerBatch', p)
  demandCount(who, 'samplesPerClass', k)
  const classes = classRows(who, options)
  demandRows(who, classes, k)
  demandClasses(who, classes, p)
  const { batches, start } = pByK(classes, p, k)
  return samplerOf({
    who,
    seed,
    batchSize: p * k,
    batchesPerEpoch: batches,
    // The last batches hold what was left over; they should not always come last.
    draw: (rng) => rng.shuffle(Array.from({ length: batches }, start(rng))),
  })
}
