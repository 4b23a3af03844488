import { collapseVerdict } from './collapseVerdict.ts'
import type { CollapseOptions } from './measureClasses.ts'
import { measureClasses } from './measureClasses.ts'

/** What became of the classes, in short. */
export interface CollapseSummary {
  /** In words. */
  readonly verdict: string
  readonly classes: number
  /** Classes that hold several kinds, and that have collapsed. */
  readonly several: number
  readonly collapsed: number
  /** How well the kinds agree with the finer label, and whether better than chance; null where there is none. */
  readonly agreement: { readonly adjustedMutualInformation: number; readonly p: number } | null
}

/** More rows would take longer than all else that is judged. */
const mostRows = 20_000

/** The collapse of classes in short, of three halvings: for a judgement, where `measureCollapse` takes its time. Null of more than 20,000
 *  rows. */
export async function summarizeCollapse(
  options: CollapseOptions,
  words: { readonly finer?: string } = {},
): Promise<CollapseSummary | null> {
  if (options.labels.length > mostRows) return null
  const { classes, agreement } = await measureClasses({ halvings: 3, ...options })
  return {
    verdict: collapseVerdict({ classes, agreement }, words).summary,
    classes: classes.length,
    several: classes.filter(({ state }) => state === 'several').length,
    collapsed: classes.filter(({ state }) => state === 'collapsed').length,
    agreement: agreement && { adjustedMutualInformation: agreement.adjustedMutualInformation, p: agreement.p },
  }
}
