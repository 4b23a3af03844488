import type { Decision } from '../../../api.ts'

/** What a decision is about: one counts of each subject. Pairs are the same in either order. */
export function subjectOf(decision: Decision): string {
  if ('row' in decision) return `image ${decision.row}`
  if ('kind' in decision) return `kind ${decision.kind}`
  return `pair ${Math.min(decision.a, decision.b)} ${Math.max(decision.a, decision.b)}`
}
