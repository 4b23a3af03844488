import type { Estimate } from '../../../api.ts'

/** From the lowest end of an interval to the highest. */
export function spanOf(estimates: readonly (Estimate | null)[]): readonly [number, number] {
  const ends = estimates.flatMap((one) =>
    one ? [one.mean - (one.halfWidth ?? 0), one.mean + (one.halfWidth ?? 0)] : [],
  )
  return ends.length === 0 ? [0, 1] : [Math.min(...ends), Math.max(...ends)]
}
