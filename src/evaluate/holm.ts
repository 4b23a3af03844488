import { demand } from '../errors.ts'

/** p-values corrected for being several, in the order given (Holm 1979): sorted from the smallest, the i-th of n (from 0) is
 *  multiplied by n - i, none falls below the one before it, and none exceeds 1. Where every corrected value below `level` counts
 *  as a finding, the chance of any false one among them is at most `level`, however the tests hang together. */
export function holm(pValues: readonly number[]): number[] {
  const stray = pValues.find((p) => !(p >= 0 && p <= 1))
  demand(stray === undefined, { who: 'holm', rule: 'p-values must lie between 0 and 1', value: stray })
  const order = [...pValues.keys()].sort((a, b) => pValues[a]! - pValues[b]!)
  const corrected = new Array<number>(pValues.length)
  let least = 0
  for (const [i, at] of order.entries()) {
    least = Math.max(least, Math.min(1, pValues[at]! * (pValues.length - i)))
    corrected[at] = least
  }
  return corrected
}
