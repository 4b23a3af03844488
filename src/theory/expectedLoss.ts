import type { LabelChances } from './labelChances.ts'
import { labelChances } from './labelChances.ts'
import type { TupleLoss } from './tupleLoss.ts'
import { tupleLoss } from './tupleLoss.ts'

export interface Expectation {
  /** Between all samples, [n, n], row by row. */
  readonly distances: Float64Array
  /** True classes, 0 .. classes - 1. */
  readonly classOf: Int32Array
  readonly classes: number
  /** Share of wrong labels, 0 .. 0.5. */
  readonly noise: number
  readonly loss: TupleLoss
  readonly positives: 'all' | 'easiest'
}

/** The expectation of a loss over labels that are wrong by chance, each for itself: exact, not drawn. All others of another
 *  label are negatives. Its unit is that of the distances: the sum over all tuples, by the number of tuples that the true
 *  labels make.
 *
 *  all:      sum over a, i, j of P(Ya = Yi ≠ Yj) l(a,i,j)
 *  easiest:  sum over a, y, k of P(Ya = y, the k-th nearest is the first of label y) times the sum over j of
 *            P(Yj ≠ y | that) l(a,k,j), where P is 1 for those nearer than the k-th */
export function expectedLoss(expectation: Expectation): number {
  const { classOf, classes, noise, positives } = expectation
  const chances = labelChances(noise, classes)
  const size = classOf.length
  let sum = 0
  for (let anchor = 0; anchor < size; anchor++)
    sum += positives === 'all' ? ofAll(expectation, chances, anchor) : ofEasiest(expectation, chances, anchor)
  return sum / tuplesOf(classOf, positives)
}

/** How many tuples labels make: for each anchor its positives, all or the easiest alone, times its negatives. */
export function tuplesOf(labels: Int32Array, positives: 'all' | 'easiest'): number {
  const counts = new Map<number, number>()
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  let tuples = 0
  for (const count of counts.values())
    tuples += count * (positives === 'all' ? count - 1 : Math.min(count - 1, 1)) * (labels.length - count)
  return tuples
}

function ofAll({ distances, classOf, classes, loss }: Expectation, chances: LabelChances, anchor: number): number {
  const size = classOf.length
  const of = tupleLoss(loss)
  const chance = chanceOf(classOf, chances)
  let sum = 0
  for (let i = 0; i < size; i++) {
    if (i === anchor) continue
    for (let j = 0; j < size; j++) {
      if (j === anchor || j === i) continue
      const value = of(distances[anchor * size + i]!, distances[anchor * size + j]!)
      if (value === 0) continue
      let weight = 0
      for (let y = 0; y < classes; y++) weight += chance(anchor, y) * chance(i, y) * (1 - chance(j, y))
      sum += weight * value
    }
  }
  return sum
}

function ofEasiest({ distances, classOf, classes, loss }: Expectation, chances: LabelChances, anchor: number): number {
  const size = classOf.length
  const of = tupleLoss(loss)
  const chance = chanceOf(classOf, chances)
  const at = (j: number): number => distances[anchor * size + j]!
  const nearest = Array.from({ length: size }, (_, j) => j)
    .filter((j) => j !== anchor)
    .sort((a, b) => at(a) - at(b) || a - b)
  let sum = 0
  for (let y = 0; y < classes; y++) {
    // Chance that the anchor has label y and nobody nearer than the k-th has.
    let first = chance(anchor, y)
    for (const [k, positive] of nearest.entries()) {
      const ap = at(positive)
      const found = first * chance(positive, y)
      if (found > 0)
        for (const [l, j] of nearest.entries())
          if (l !== k) sum += found * (l < k ? 1 : 1 - chance(j, y)) * of(ap, at(j))
      first *= 1 - chance(positive, y)
    }
  }
  return sum
}

/** P(the label of a sample is y). */
const chanceOf =
  (classOf: Int32Array, { right, wrong }: LabelChances) =>
  (sample: number, y: number): number =>
    classOf[sample] === y ? right : wrong
