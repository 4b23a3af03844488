import type { LabelLevel, Split } from '../../data/dataset.ts'
import type { NearDuplicates } from '../../evaluate/errors/nearDuplicates.ts'
import type { NearDuplicateList } from '../api.ts'
import { cosineDistance } from './answers.ts'

/** Pairs that are kept: of a collapsed embedding there are as many as images, times ten. */
export const mostPairs = 10_000

/** Near-duplicates as they are kept, the nearest first, at most {@link mostPairs}.
 *  @param of a row's image and its split */
export function nearDuplicateList(
  { classes, labels }: LabelLevel,
  { within, pairs }: NearDuplicates,
  of: { readonly name: (row: number) => string; readonly split: (row: number) => Split | null },
): NearDuplicateList {
  const labelOf = (row: number): string | null => classes[labels[row]!] ?? null
  return {
    threshold: cosineDistance(within),
    pairs: pairs.slice(0, mostPairs).map(({ row, other, distance, agree }) => ({
      a: row,
      b: other,
      names: [of.name(row), of.name(other)],
      labels: [labelOf(row), labelOf(other)],
      splits: [of.split(row), of.split(other)],
      distance: cosineDistance(distance),
      sameClass: agree,
    })),
  }
}
