import type { ClassCollapse, ClassState } from '../evaluate/collapse/classCollapse.ts'

/** The order of classes: the more telling first, those that are sure, of these the one with the most kinds, and then the one with the most images. */
export const byTelling = (a: ClassCollapse, b: ClassCollapse): number =>
  telling.indexOf(a.state) - telling.indexOf(b.state) ||
  Number(a.kinds.low === 1) - Number(b.kinds.low === 1) ||
  (b.kinds.count ?? 0) - (a.kinds.count ?? 0) ||
  b.rows.length - a.rows.length

const telling: readonly ClassState[] = ['several', 'collapsed', 'one', 'few', 'compact']
