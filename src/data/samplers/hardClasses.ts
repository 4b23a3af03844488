import { demand } from '../../errors.ts'
import type { Random } from '../../random.ts'
import { classCount } from './classCount.ts'
import { type ClassRows, classRows, type LabelledRows } from './classRows.ts'
import { demandClasses } from './demandClasses.ts'
import { demandCount } from './demandCount.ts'
import { demandRows } from './demandRows.ts'
import { groupsOfK } from './groupsOfK.ts'
import { joined } from './joined.ts'
import { largest } from './largest.ts'
import type { Sampler } from './sampler.ts'
import { samplerOf } from './samplerOf.ts'

export interface HardClassesOptions extends LabelledRows {
  /** [C * C] row by row: how near class d is to class c at c * C + d, larger is nearer; of any scale, and not necessarily
   *  symmetric. The means' nearness (`classNearness`), a confusion (`confusionOf`), or a graph of one's own; distances with
   *  their sign turned around. The diagonal is not read. */
  readonly nearness: ArrayLike<number>
  /** P */
  readonly classesPerBatch: number
  /** K */
  readonly samplesPerClass: number
  readonly seed: number
  /** Whether a class that is near to many comes no more often than others. Default true. */
  readonly balanced?: boolean
}

const who = 'hardClasses'

/** Classes that are hard to tell apart together (graph sampling: Liao and Shao 2022; hard classes before hard samples as
 *  in Suh et al. 2019): each class is the centre of one batch of an epoch, which holds it and the P - 1 nearest to it,
 *  nearest first, ties by lot, with K distinct rows of each. So an epoch is C batches, for C classes that have rows.
 *  Balanced, a centre takes the nearest of those that have been taken fewer than P - 1 times in this epoch, others only
 *  where these do not suffice: every class then comes about P times. Otherwise always the nearest, as in the paper, and a
 *  class comes as often as it is near.
 *  Epoch e depends on (seed, e, nearness) alone. As training moves the classes, make the sampler anew with a new matrix and
 *  ask it for the next epoch; to go on after a stop the matrix must be kept, or made again from the same embeddings. */
export function hardClasses(options: HardClassesOptions): Sampler {
  const { classesPerBatch: p, samplesPerClass: k, seed, balanced = true } = options
  demandCount(who, 'classesPerBatch', p)
  demandCount(who, 'samplesPerClass', k)
  const classes = classRows(who, options)
  demandRows(who, classes, k)
  demandClasses(who, classes, p)
  const nearness = nearnessOf(classes, options)
  return samplerOf({
    who,
    seed,
    batchSize: p * k,
    batchesPerEpoch: classes.length,
    draw: (rng) => {
      const groupOf = groupsOfK(classes, k, rng)
      const batches = neighbourhoods(classes.length, p, nearness, balanced ? p - 1 : Number.POSITIVE_INFINITY, rng)
      // The last centres found the nearest taken; they should not always come last.
      return rng.shuffle(batches.map((batch) => joined(batch.map(groupOf), p * k)))
    },
  })
}

/** For each of `count` classes as the centre: itself and its p - 1 nearest.
 *  @param most how often a class is taken before it stands back */
function neighbourhoods(
  count: number,
  p: number,
  nearness: (c: number, d: number) => number,
  most: number,
  rng: Random,
): number[][] {
  const taken = new Int32Array(count)
  const order = Array.from(taken.keys())
  return rng.shuffle(Array.from(taken.keys())).map((centre) => {
    const others = rng.shuffle(order).filter((c) => c !== centre)
    const nearest = (among: number[], n: number): number[] =>
      largest(
        Float64Array.from(among, (c) => nearness(centre, c)),
        n,
      ).map((place) => among[place]!)
    const near = nearest(
      others.filter((c) => taken[c]! < most),
      p - 1,
    )
    if (near.length < p - 1)
      near.push(
        ...nearest(
          others.filter((c) => taken[c]! >= most),
          p - 1 - near.length,
        ),
      )
    for (const c of near) taken[c]!++
    return [centre, ...near]
  })
}

function nearnessOf(classes: readonly ClassRows[], options: HardClassesOptions): (c: number, d: number) => number {
  const { nearness } = options
  const count = classCount(options)
  const rule = `nearness must have ${count} * ${count} numbers, one for each two classes`
  demand(nearness.length === count * count, { who, rule, value: nearness.length })
  const at = (c: number, d: number): number => nearness[classes[c]!.label * count + classes[d]!.label]!
  for (let c = 0; c < classes.length; c++)
    for (let d = 0; d < classes.length; d++)
      demand(c === d || !Number.isNaN(at(c, d)), {
        who,
        rule: `nearness must be numbers, that of '${classes[d]!.name}' to '${classes[c]!.name}' is NaN`,
      })
  return at
}
