import type { Decision } from '../../../api.ts'
import { subject } from './subjects.ts'
import type { Decided } from './useCuration.ts'

/** What is in force against a decision to keep both images of a pair: that one of them is left out. Nothing is against any other.
 *  @param on what is decided on a subject */
export function leftOutOf(
  decision: Decision,
  on: (subject: string) => Decided | null,
): { readonly row: number; readonly made: Decided['made'] }[] {
  if (decision.do !== 'keep both') return []
  return [decision.a, decision.b].flatMap((row) => {
    const found = on(subject.image(row))
    return found?.decision.do === 'leave out' ? [{ row, made: found.made }] : []
  })
}
