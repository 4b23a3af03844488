import type { Comparison, MethodDifference } from '../../../api.ts'

/** One method less another by a column, whichever way round it is told; null where it is not known. */
export function pairOf(
  { differences }: Pick<Comparison, 'differences'>,
  of: number,
  less: number,
  column: number,
): MethodDifference | null {
  const found = differences.find(
    (one) => one.column === column && ((one.of === of && one.less === less) || (one.of === less && one.less === of)),
  )
  if (!found || found.of === of) return found ?? null
  // Zero stays zero, without a sign.
  return { ...found, of, less, estimate: { ...found.estimate, mean: 0 - found.estimate.mean } }
}

/** Chance of a false finding among all pairs. */
const level = 0.05

/** Whether a difference is more than chance makes; null where that cannot be said. */
export const isApart = ({ p }: Pick<MethodDifference, 'p'>): boolean | null => (p === null ? null : p < level)

/** What the difference says, in words. */
export function apartWords(pair: MethodDifference | null): string {
  const apart = pair && isApart(pair)
  if (apart === null) return 'one seed: not known'
  return apart ? 'told apart' : 'may be chance'
}
