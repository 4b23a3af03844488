import type { NamedDecision } from './journalEvent.ts'

/** What decisions change, by rows of a preparation. */
export interface LabelChanges {
  readonly labels: ReadonlyMap<number, string>
  readonly leftOut: ReadonlySet<number>
  /** What the kind of some rows is called; null where it was refused. */
  readonly kinds: ReadonlyMap<number, string | null>
}

/** What decisions that are in force change. Where kinds were found anew and share images with those that were named before, the later
 *  decision counts for these. Images that the run does not have are passed over.
 *  @param rowOf the row of an image by its name */
export function labelChanges(
  decisions: readonly NamedDecision[],
  rowOf: (name: string) => number | undefined,
): LabelChanges {
  const labels = new Map<number, string>()
  const leftOut = new Set<number>()
  const kinds = new Map<number, string | null>()
  for (const decision of decisions)
    switch (decision.do) {
      case 'relabel': {
        const row = rowOf(decision.image.name)
        if (row !== undefined) labels.set(row, decision.label)
        break
      }
      case 'leave out': {
        const row = rowOf(decision.image.name)
        if (row !== undefined) leftOut.add(row)
        break
      }
      case 'name kind':
      case 'refuse kind':
        for (const name of decision.kind.images) {
          const row = rowOf(name)
          if (row !== undefined) kinds.set(row, decision.do === 'name kind' ? decision.name : null)
        }
        break
      default:
    }
  return { labels, leftOut, kinds }
}
