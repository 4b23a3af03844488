import type { LabelLevel } from '../../data/dataset.ts'
import type { LabelError } from '../../evaluate/errors/labelErrors.ts'
import type { LikelyErrors } from '../api.ts'

/** Likely label errors as they are kept. @param nameOf a row's image */
export const likelyErrorsOf = (
  { name, classes, labels }: LabelLevel,
  errors: readonly LabelError[],
  nameOf: (row: number) => string,
): LikelyErrors => ({
  level: name,
  errors: errors.map(({ row, suggested, score, own, others }) => ({
    row,
    name: nameOf(row),
    label: classes[labels[row]!]!,
    suggested: classes[suggested]!,
    score,
    own,
    others,
  })),
})
