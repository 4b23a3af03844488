import { type LabelLevel, relevantCounts } from './relevantCounts.ts'

/** How many neighbours of each query `retrieval` needs so that it leaves no metric out: the largest R of any query at any
 *  level (R-precision, MAP and MAP@R look that far) or the largest of `ks`, but no more than the gallery has. At least 1.
 *  Levels with huge classes need long lists; judge those by `ks` alone by leaving them out here. */
export function neighboursNeeded({
  levels,
  leaveOneOut,
  ks = [1, 2, 4, 8],
}: {
  readonly levels: readonly LabelLevel[]
  readonly leaveOneOut: boolean
  readonly ks?: readonly number[]
}): number {
  let needed = 1
  let gallery = 0
  for (const k of ks) needed = Math.max(needed, k)
  for (const level of levels) {
    gallery = Math.max(gallery, level.galleryLabels.length - (leaveOneOut ? 1 : 0))
    for (const R of relevantCounts(level, leaveOneOut)) needed = Math.max(needed, R)
  }
  return Math.max(1, Math.min(needed, gallery))
}
