import { demand, fail } from '../../errors.ts'
import { type ClassRows, classRows, type LabelledRows } from './classRows.ts'
import { demandCount } from './demandCount.ts'
import { demandRows } from './demandRows.ts'
import { fullestFirst } from './fullestFirst.ts'
import { joined } from './joined.ts'
import { pByK } from './pByK.ts'
import type { Sampler } from './sampler.ts'
import { samplerOf } from './samplerOf.ts'

export interface HierarchicalOptions extends LabelledRows {
  /** The super class of each row; every class lies in one. */
  readonly superLabels: Int32Array
  /** The name of super class s at place s, for complaints. */
  readonly superNames?: readonly string[]
  /** S */
  readonly superClassesPerBatch: number
  /** P in all, a multiple of S: each super class gives P / S. */
  readonly classesPerBatch: number
  /** K */
  readonly samplesPerClass: number
  readonly seed: number
}

const who = 'hierarchical'

/** Classes of one super class together, where the hard negatives are (after the batches of Cakir et al. 2019, FastAP):
 *  every batch holds exactly S super classes, P / S classes of each, and K distinct rows of each class; super class after
 *  super class, class after class. A super class is gone through as by `mPerClass` in parts of P / S classes, and
 *  batches take a part of each of the S super classes with most parts left, ties by lot. So an epoch, of the fewest
 *  batches that do, holds every row at least once.
 *  pytorch-metric-learning's HierarchicalSampler makes 4 batches of every combination of S super classes in place of that,
 *  and leaves to chance which classes and rows come. */
export function hierarchical(options: HierarchicalOptions): Sampler {
  const { superClassesPerBatch: s, classesPerBatch: p, samplesPerClass: k, seed } = options
  demandCount(who, 'superClassesPerBatch', s)
  demandCount(who, 'classesPerBatch', p)
  demandCount(who, 'samplesPerClass', k)
  demand(p % s === 0, { who, rule: `classesPerBatch must be a multiple of superClassesPerBatch = ${s}`, value: p })
  const classes = classRows(who, options)
  demandRows(who, classes, k)
  const supers = superClasses(classes, options)
  demandEnough(supers, options)
  const parts = supers.map((one) => pByK(one.classes, p / s, k))
  const stacks = fullestFirst(
    parts.map(({ batches }) => batches),
    s,
  )
  return samplerOf({
    who,
    seed,
    batchSize: p * k,
    batchesPerEpoch: stacks.calls,
    draw: (rng) => {
      const partOf = parts.map(({ start }) => start(rng))
      const next = stacks.start(rng)
      const batch = () =>
        joined(
          next().map((one) => partOf[one]!()),
          p * k,
        )
      return rng.shuffle(Array.from({ length: stacks.calls }, batch))
    },
  })
}

interface SuperClass {
  readonly name: string
  readonly classes: readonly ClassRows[]
}

/** In the order of their numbers. */
function superClasses(
  classes: readonly ClassRows[],
  { labels, superLabels, superNames }: HierarchicalOptions,
): SuperClass[] {
  const rule = `superLabels must have one entry for each of the ${labels.length} labels`
  demand(superLabels.length === labels.length, { who, rule, value: superLabels.length })
  const nameOf = (label: number): string => superNames?.[label] ?? String(label)
  const members = new Map<number, ClassRows[]>()
  for (const one of classes) {
    const label = superLabels[one.rows[0]!]!
    const second = one.rows.find((row) => superLabels[row] !== label)
    if (second !== undefined)
      fail({
        who,
        rule: `a class lies in one super class, '${one.name}' lies in '${nameOf(label)}' and '${nameOf(superLabels[second]!)}'`,
        remedy: 'give classes of different super classes different labels',
      })
    members.set(label, [...(members.get(label) ?? []), one])
  }
  return [...members].sort(([a], [b]) => a - b).map(([label, own]) => ({ name: nameOf(label), classes: own }))
}

function demandEnough(
  supers: readonly SuperClass[],
  { superClassesPerBatch: s, classesPerBatch: p }: HierarchicalOptions,
): void {
  demand(supers.length >= s, {
    who,
    rule: `a batch needs superClassesPerBatch = ${s} super classes`,
    value: `${supers.length} super classes`,
    remedy: 'lower superClassesPerBatch',
  })
  const small = supers.filter(({ classes }) => classes.length < p / s)
  if (small.length === 0) return
  const { name, classes } = small[0]!
  const others =
    small.length > 1 ? `, and ${small.length - 1} more of the ${supers.length} super classes have too few` : ''
  const rule = `every super class needs at least classesPerBatch / superClassesPerBatch = ${p / s} classes, '${name}' has ${classes.length}${others}`
  fail({ who, rule, remedy: 'lower classesPerBatch or drop the super class' })
}
