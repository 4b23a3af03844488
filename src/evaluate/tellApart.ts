import { demand } from '../errors.ts'
import { holm } from './holm.ts'

/** A difference with its interval, and the chance of one as far from 0, were there none. */
export interface Tested {
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly p: number
}

/** Two of several, by their places: a before b. */
export interface Pairing extends Tested {
  readonly a: number
  readonly b: number
  /** p corrected for there being so many pairs. */
  readonly corrected: number
  /** Whether the corrected p is below the level. */
  readonly apart: boolean
}

/** Tests every pair of several things and corrects for the number of pairs (Holm 1979): the chance of any false "apart" among all of
 *  them is at most `level`, 0.05 unless told.
 *  @param test of the difference a - b; null where the two cannot be tested: such a pair is left out, and does not count */
export function tellApart<T>(
  items: readonly T[],
  test: (a: T, b: T) => Tested | null,
  { level = 0.05 }: { readonly level?: number } = {},
): Pairing[] {
  demand(level > 0 && level < 1, { who: 'tellApart', rule: 'level must be inside (0, 1)', value: level })
  const pairs = items.flatMap((first, a) =>
    items.slice(a + 1).flatMap((second, i) => {
      const tested = test(first, second)
      return tested === null ? [] : [{ a, b: a + 1 + i, tested }]
    }),
  )
  const corrected = holm(pairs.map(({ tested }) => tested.p))
  return pairs.map(({ a, b, tested: { mean, low, high, p } }, i) => ({
    a,
    b,
    mean,
    low,
    high,
    p,
    corrected: corrected[i]!,
    apart: corrected[i]! < level,
  }))
}
