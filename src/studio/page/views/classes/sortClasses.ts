import type { ClassSummary } from '../../../api.ts'

/** What the list of classes can be sorted by. */
export type ClassSort =
  | 'name'
  | 'images'
  | 'verdict'
  | 'kinds'
  | 'finerClasses'
  | 'spread'
  | 'recallAt1'
  | 'finerRecallAt1'

/** From what a person should look at first. */
const verdictOrder = ['collapsed', 'one cloud', 'one compact kind', 'several kinds', 'too few images']

/** Classes whose name holds what is sought, sorted; those without the value come last, either way. Equals stay as they were.
 *  @param down from large to small, and from z to a */
export function sortClasses(
  classes: readonly ClassSummary[],
  { by, down, sought }: { readonly by: ClassSort; readonly down: boolean; readonly sought: string },
): ClassSummary[] {
  const wanted = sought.trim().toLowerCase()
  const value = (one: ClassSummary): number | string | null =>
    by === 'verdict' ? verdictOrder.indexOf(one.verdict) : one[by]
  return classes
    .filter(({ name }) => name.toLowerCase().includes(wanted))
    .sort((a, b) => {
      const [x, y] = [value(a), value(b)]
      if (x === null || y === null) return Number(x === null) - Number(y === null)
      const order = typeof x === 'string' ? x.localeCompare(String(y), 'en', { numeric: true }) : x - Number(y)
      return down ? -order : order
    })
}
