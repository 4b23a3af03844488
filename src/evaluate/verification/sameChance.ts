import type { Calibration } from './calibrateDistances.ts'

/** The chance that two images are of one class, by their distance: 1 / (1 + exp(slope distance - offset)). */
export function sameChance({ slope, offset }: Calibration, distance: number): number {
  return 1 / (1 + Math.exp(slope * distance - offset))
}
