import type { Decision } from '../../../api.ts'

/** What a decision can be about: one counts of each. Pairs are the same in either order. */
export const subject = {
  image: (row: number): string => `image ${row}`,
  kind: (kind: number): string => `kind ${kind}`,
  pair: (a: number, b: number): string => `pair ${Math.min(a, b)} ${Math.max(a, b)}`,
}

/** What a decision is about. */
export function subjectOf(decision: Decision): string {
  if ('row' in decision) return subject.image(decision.row)
  if ('kind' in decision) return subject.kind(decision.kind)
  return subject.pair(decision.a, decision.b)
}
