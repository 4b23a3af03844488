import { demand, fail } from '../../errors.ts'
import { classCount } from './classCount.ts'
import { type ClassRows, classRows, type LabelledRows } from './classRows.ts'
import { demandClasses } from './demandClasses.ts'
import { demandCount } from './demandCount.ts'
import { demandRows } from './demandRows.ts'
import { groupsOfK } from './groupsOfK.ts'
import { joined } from './joined.ts'
import type { Sampler } from './sampler.ts'
import { samplerOf } from './samplerOf.ts'
import { weightedDraw } from './weightedDraw.ts'

export interface ClassWeightedOptions extends LabelledRows {
  /** The weight of class c at place c; or what makes it of the class's number of rows: all alike ('uniform'), as that
   *  number ('size'), as 1 / that number ('inverse-size'), or a function of one's own. 0: never drawn. */
  readonly weights: ArrayLike<number> | 'uniform' | 'size' | 'inverse-size' | ((size: number) => number)
  /** P */
  readonly classesPerBatch: number
  /** K */
  readonly samplesPerClass: number
  readonly seed: number
  /** Default: as many as hold the number of rows of all classes that can be drawn. */
  readonly batchesPerEpoch?: number
}

const who = 'classWeighted'

/** P x K batches whose classes are drawn by weight: P different ones for each batch, one after another in proportion to
 *  the weights of those left, and K distinct rows of each, class after class, in the order of the draw. With P = 1 class
 *  c comes in w_c / sum w of the batches; the larger P, the more even, as no class comes twice in one.
 *  Rows of a class come equally often in an epoch, but nothing says that each class or row comes.
 *  Fails on weights that are none, on fewer than P classes of positive weight, and on one with fewer than K rows. */
export function classWeighted(options: ClassWeightedOptions): Sampler {
  const { classesPerBatch: p, samplesPerClass: k, seed } = options
  demandCount(who, 'classesPerBatch', p)
  demandCount(who, 'samplesPerClass', k)
  const all = classRows(who, options)
  demandClasses(who, all, p)
  const { classes, weights } = drawable(all, options)
  demandRows(who, classes, k)
  const rows = classes.reduce((sum, one) => sum + one.rows.length, 0)
  const { batchesPerEpoch = Math.ceil(rows / (p * k)) } = options
  demandCount(who, 'batchesPerEpoch', batchesPerEpoch)
  return samplerOf({
    who,
    seed,
    batchSize: p * k,
    batchesPerEpoch,
    draw: (rng) => {
      const groupOf = groupsOfK(classes, k, rng)
      return Array.from({ length: batchesPerEpoch }, () => joined(weightedDraw(weights, p, rng).map(groupOf), p * k))
    },
  })
}

const bySize: Readonly<Record<'uniform' | 'size' | 'inverse-size', (size: number) => number>> = {
  uniform: () => 1,
  size: (size) => size,
  'inverse-size': (size) => 1 / size,
}

/** The classes of positive weight, and these weights. */
function drawable(
  all: readonly ClassRows[],
  options: ClassWeightedOptions,
): { classes: ClassRows[]; weights: Float64Array } {
  const weightOf = weighing(options)
  const weighed = all.map((one) => ({ one, weight: weightOf(one) }))
  for (const { one, weight } of weighed)
    demand(Number.isFinite(weight) && weight >= 0, {
      who,
      rule: `the weight of a class must be a finite number from 0, that of '${one.name}' is ${weight}`,
      remedy: 'give 0 to a class that shall not be drawn',
    })
  const drawn = weighed.filter(({ weight }) => weight > 0)
  const p = options.classesPerBatch
  demand(drawn.length >= p, {
    who,
    rule: `a batch needs classesPerBatch = ${p} classes of positive weight`,
    value: drawn.length === 0 ? 'weights that are all 0' : `${drawn.length} of ${all.length} classes`,
    remedy:
      drawn.length === 0 ? 'give those to be drawn a weight above 0' : 'lower classesPerBatch or weigh more classes',
  })
  return { classes: drawn.map(({ one }) => one), weights: Float64Array.from(drawn, ({ weight }) => weight) }
}

function weighing(options: ClassWeightedOptions): (one: ClassRows) => number {
  const { weights } = options
  const rule = "weights must be one number a class, a function, or one of 'uniform', 'size', 'inverse-size'"
  if (typeof weights === 'string' || typeof weights === 'function') {
    const of = typeof weights === 'string' ? (bySize[weights] ?? fail({ who, rule, value: weights })) : weights
    return ({ rows }) => of(rows.length)
  }
  const count = classCount(options)
  demand(weights.length === count, {
    who,
    rule: `weights must have one number for each of ${count} classes`,
    value: weights.length,
  })
  return ({ label }) => weights[label]!
}
