import type { FinerConfusion } from '../../../api.ts'

/** Finer classes against what they are taken for, as a square table. */
export interface ConfusionTable {
  readonly names: readonly string[]
  /** cells[of][takenFor]; null where it never happens. */
  readonly cells: readonly (readonly (FinerConfusion | null)[])[]
  /** Classes that are left out, of fewer confusions. */
  readonly left: number
}

/** Arranges confusions between finer classes, those that take part in most first.
 *  @param most classes are shown */
export function confusionTable(confusions: readonly FinerConfusion[], most = 12): ConfusionTable {
  const parts = new Map<string, number>()
  for (const { of, takenFor, queries } of confusions)
    for (const name of [of, takenFor]) parts.set(name, (parts.get(name) ?? 0) + queries)
  const all = [...parts].sort((a, b) => b[1] - a[1]).map(([name]) => name)
  const names = all.slice(0, most)
  const cells = names.map((of) =>
    names.map((takenFor) => confusions.find((one) => one.of === of && one.takenFor === takenFor) ?? null),
  )
  return { names, cells, left: all.length - names.length }
}
