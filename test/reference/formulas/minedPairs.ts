/** @file What the formulas of miners have in common: batches, and their pairs by distance. */
import type { Matrix } from './numbers.ts'
import { dot } from './numbers.ts'

export interface Pair {
  readonly i: number
  readonly j: number
  readonly d: number
}

/** Labels of some batches, by name. */
export const batches: Readonly<Record<string, readonly number[]>> = {
  balanced: [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
  ragged: [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 5],
  'no positives': [0, 1, 2, 3],
  'one class': [7, 7, 7, 7],
}

/** All pairs i ≠ j of one class, or of two, with d(i, j) = | x_i / |x_i| - x_j / |x_j| |. */
export function pairsOf(x: Matrix, labels: readonly number[], same: boolean): Pair[] {
  const unit = x.map((row) => row.map((v) => v / Math.sqrt(dot(row, row))))
  const pairs: Pair[] = []
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < x.length; j++)
      if (i !== j && (labels[i] === labels[j]) === same) pairs.push({ i, j, d: distance(unit, i, j) })
  return pairs
}

/** (anchors, positives, anchors, negatives) */
export const tuplesOf = (positive: readonly Pair[], negative: readonly Pair[]): number[][] =>
  [positive, negative].flatMap((side) => [side.map(({ i }) => i), side.map(({ j }) => j)])

/** The same number for (i, j) and (j, i). */
function distance(x: Matrix, i: number, j: number): number {
  const [a, b] = [x[Math.min(i, j)]!, x[Math.max(i, j)]!]
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k]! - b[k]!) ** 2
  return Math.sqrt(sum)
}
