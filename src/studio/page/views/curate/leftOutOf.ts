import type { Decision } from '../../../api.ts'
import type { Decided } from './useCuration.ts'

/** What is in force against a decision to keep both images of a pair: that one of them is left out. Nothing is against any other.
 *  @param on what is decided on the subject of a decision */
export function leftOutOf(
  decision: Decision,
  on: (decision: Decision) => Decided | null,
): { readonly row: number; readonly made: Decided['made'] }[] {
  if (decision.do !== 'keep both') return []
  return [decision.a, decision.b].flatMap((row) => {
    const found = on({ do: 'leave out', row })
    return found?.decision.do === 'leave out' ? [{ row, made: found.made }] : []
  })
}
