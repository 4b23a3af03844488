import type { Curation, Decision } from '../../../api.ts'
import type { Sending } from './outbox.ts'

/** How many steps can be taken back and again, and the decision that the next step back is of, once what is not sent yet is done;
 *  `last` is null where there is none, or it is not known. */
export function stepsBack(
  curation: Pick<Curation, 'decisions' | 'undoable' | 'redoable'> | null,
  unsent: readonly Pick<Sending, 'way' | 'decision'>[],
): { readonly undoable: number; readonly redoable: number; readonly last: Decision | null } {
  let [undoable, redoable] = [curation?.undoable ?? 0, curation?.redoable ?? 0]
  const decisions = curation?.decisions.map(({ decision }) => decision) ?? []
  for (const { way, decision } of unsent) {
    if (way === 'undo' && undoable > 0) {
      decisions.pop()
      undoable--
      redoable++
    } else if (way === 'redo' && redoable > 0) {
      undoable++
      redoable--
    } else if (way === 'decide' || way === 'revoke') {
      if (decision) decisions.push(decision)
      undoable++
      redoable = 0
    }
  }
  return { undoable, redoable, last: undoable > 0 ? (decisions.at(-1) ?? null) : null }
}
