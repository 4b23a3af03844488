import type { LabelLevel } from '../../data/dataset.ts'
import type { LabelError } from '../../evaluate/errors/labelErrors.ts'
import type { LikelyErrors } from '../api.ts'

/** Errors that are kept: of a collapsed embedding there are about as many as images. */
export const mostErrors = 10_000

/** Likely label errors as they are kept, at most {@link mostErrors}.
 *  @param errors the likeliest first @param nameOf a row's image */
export const likelyErrorsOf = (
  { name, classes, labels }: LabelLevel,
  errors: readonly LabelError[],
  nameOf: (row: number) => string,
): LikelyErrors => ({
  level: name,
  errors: errors.slice(0, mostErrors).map(({ row, suggested, score, own, others }) => ({
    row,
    name: nameOf(row),
    label: classes[labels[row]!]!,
    suggested: classes[suggested]!,
    score,
    own,
    others,
  })),
})
