import { demand } from '../errors.ts'

/** One level of labels to judge by. Items are relevant to each other where their labels are equal; a negative label
 *  means that the item has none, so it is relevant to nothing. */
export interface LabelLevel {
  /** The level's name, such as 'coarse'. */
  readonly name: string
  /** [queries] label of each query. */
  readonly queryLabels: Int32Array
  /** [gallery] label of each gallery item. */
  readonly galleryLabels: Int32Array
}

/** R of each query: how many gallery items are relevant to it. With `leaveOneOut` query i is gallery item i, which
 *  does not count as relevant to itself. Returns [queries]. */
export function relevantCounts(level: LabelLevel, leaveOneOut: boolean): Int32Array {
  const { name, queryLabels, galleryLabels } = level
  if (leaveOneOut) {
    const same = queryLabels.length === galleryLabels.length && queryLabels.every((l, q) => l === galleryLabels[q])
    demand(same, {
      who: 'relevantCounts',
      rule: 'leaving one out, queries and gallery must be the same items',
      value: name,
      remedy: 'give the same labels twice, or set leaveOneOut to false',
    })
  }
  const sizes = new Map<number, number>()
  for (const label of galleryLabels) sizes.set(label, (sizes.get(label) ?? 0) + 1)
  const self = leaveOneOut ? 1 : 0
  return queryLabels.map((label) => (label < 0 ? 0 : (sizes.get(label) ?? self) - self))
}
