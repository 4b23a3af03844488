import { levelHeading, newHeading } from '../../runs/manifestHeadings.ts'

/** What the columns of a label file are called. */
export interface LabelHeadings {
  /** Of the levels that there were, in their order. */
  readonly levels: readonly string[]
  /** Of the level that was curated, as it is now. */
  readonly corrected: string
  readonly kind: string
}

/** Headings of the label file of a run.
 *  @param levels names of the data's levels @param level which of them is curated */
export function labelHeadings(levels: readonly string[], level: string): LabelHeadings {
  const headings = levels.map(levelHeading)
  const corrected = newHeading(`${levelHeading(level)}-corrected`, headings)
  return { levels: headings, corrected, kind: newHeading('kind', [...headings, corrected]) }
}
