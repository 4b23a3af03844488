import { fail } from '../errors.ts'
import { random } from '../random.ts'
import type { LabelLevel } from './dataset.ts'

/** One part of classes, from 0, of so many. */
export interface Fold {
  readonly number: number
  readonly of: number
}

/** Divides rows by their classes into `of` parts of as many classes as can be (a part differs from another by one class at most, the
 *  earlier ones being larger), in the order of the classes' numbers, and gives those of one part apart. No class is in two parts.
 *  So the published splits of CUB and Cars196 are made, with two parts, and the folds of cross-validation (Musgrave et al. 2020),
 *  with four.
 *  @param levels the first whose classes suffice, two for each part, is divided by
 *  @param seed shuffles the classes before. Default: they stay in order
 *  Fails where no level has classes enough. */
export function divideClasses(
  levels: readonly LabelLevel[],
  rows: Int32Array,
  { number, of }: Fold,
  { seed = null, who = 'divideClasses' }: { readonly seed?: number | null; readonly who?: string } = {},
): { readonly kept: Int32Array; readonly held: Int32Array; readonly level: LabelLevel } {
  const present = levels.map((level) => ({ level, classes: classesOf(level, rows) }))
  const found = present.find(({ classes }) => classes.length >= 2 * of)
  if (!found)
    return fail({
      who,
      rule: `to divide the classes into ${of} parts of two at least takes ${2 * of} classes`,
      value: present.map(({ level, classes }) => `${classes.length} of '${level.name}'`).join(' and '),
      remedy: 'divide into fewer parts, or add classes',
    })
  const { level, classes } = found
  const order = seed === null ? classes : random(seed).fork('classes').shuffle(classes)
  // The first `n mod of` parts have one more.
  const start = (part: number): number => part * Math.floor(order.length / of) + Math.min(part, order.length % of)
  const chosen = new Set(order.slice(start(number), start(number + 1)))
  const isHeld = (row: number): boolean => chosen.has(level.labels[row]!)
  return { kept: rows.filter((row) => !isHeld(row)), held: rows.filter(isHeld), level }
}

const classesOf = ({ labels }: LabelLevel, rows: Int32Array): number[] =>
  [...new Set(rows.map((row) => labels[row]!))].filter((c) => c >= 0).sort((a, b) => a - b)
