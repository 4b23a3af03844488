import type { Calibration } from './calibrateDistances.ts'
import type { PairCounts } from './pairCounts.ts'
import { sameChance } from './sameChance.ts'

/** Brier score (Brier 1950): the mean squared distance of the chance from what was, 1 or 0, pairs of one class and of two
 *  weighing the same in sum. 0 is perfect; 0.25 is what the chance 0.5 for every pair gives. */
export function brier({ distances, genuine, impostor }: PairCounts, calibration: Calibration): number {
  let [same, other, missed, mistaken] = [0, 0, 0, 0]
  for (const [i, distance] of distances.entries()) {
    const p = sameChance(calibration, distance)
    same += genuine[i]!
    other += impostor[i]!
    missed += genuine[i]! * (1 - p) ** 2
    mistaken += impostor[i]! * p ** 2
  }
  return (missed / same + mistaken / other) / 2
}
