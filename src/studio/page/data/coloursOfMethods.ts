import type { Comparison, RunSummary } from '../../api.ts'
import { methodStyles } from './methodStyles.ts'

/** A colour for each method of a comparison: the one that its runs have in every view.
 *  @param runs of the studio */
export function coloursOfMethods(
  { methods }: Pick<Comparison, 'methods'>,
  runs: readonly RunSummary[],
): readonly string[] {
  const styles = methodStyles(runs)
  return methods.map(({ runs: [first] }) => {
    const method = runs.find(({ id }) => id === first)?.method
    return (method !== undefined && styles.get(method)?.colour) || 'var(--mute)'
  })
}
