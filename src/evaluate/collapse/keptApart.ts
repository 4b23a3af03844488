import type { Sides } from './separation.ts'
import { separation } from './separation.ts'

/** Whether there is a gap between the sides: whether they lie further apart than the halves of a uniform and of a normal distribution,
 *  which have none, even where as few values as these say by chance that they vary little. A uniform
 *  distribution, the worst case, passes for two in about one of twenty cases, a normal one of many values next to never. The cut must not have been chosen by these values. */
export function keptApart(sides: Sides): boolean {
  const degrees = sides.below.length + sides.above.length - 2
  if (degrees < 1 || sides.below.length === 0 || sides.above.length === 0) return false
  const bound = Math.max(
    uniform.halves / least(degrees * uniform.weight),
    normal.halves / least(degrees * normal.weight),
  )
  return separation(sides) > bound
}

/** t of the halves, and how many degrees of freedom the estimate of their variance has for each value: 2 / (kurtosis of a half - 1), for
 *  a normal distribution 1. */
const uniform = { halves: 2 * Math.sqrt(3), weight: 2 / (1.8 - 1) }
const normal = { halves: 2 * Math.sqrt(2 / (Math.PI - 2)), weight: 2 / (3.869 - 1) }

/** The standard deviation, of true value 1, below which an estimate of so many degrees of freedom lies once in a hundred times: the root
 *  of a quantile of chi² by Wilson and Hilferty 1931. */
function least(degrees: number): number {
  const variance = 2 / (9 * degrees)
  return Math.max(0, 1 - variance - 2.326 * Math.sqrt(variance)) ** 1.5
}
