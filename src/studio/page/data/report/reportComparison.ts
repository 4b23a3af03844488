import type { Comparison } from '../../../api.ts'

/** The comparison of those methods that any of the runs named is a run of, over all their seeds; the whole where none is named. */
export function reportComparison(whole: Comparison, runs: readonly string[]): Comparison {
  const named = new Set(runs)
  const kept = [...whole.methods.keys()].filter(
    (m) => named.size === 0 || whole.methods[m]!.runs.some((run) => named.has(run)),
  )
  if (kept.length === 0 || kept.length === whole.methods.length) return whole
  const place = new Map(kept.map((m, i) => [m, i]))
  return {
    ...whole,
    methods: kept.map((m) => whole.methods[m]!),
    differences: whole.differences.flatMap((one) =>
      place.has(one.of) && place.has(one.less) ? [{ ...one, of: place.get(one.of)!, less: place.get(one.less)! }] : [],
    ),
    byClass: whole.byClass && {
      ...whole.byClass,
      rows: whole.byClass.rows.map((row) => kept.map((m) => row[m]!)),
    },
    settings: whole.settings
      .map(({ name, values }) => ({ name, values: kept.map((m) => values[m]!) }))
      .filter(({ values }) => new Set(values).size > 1),
  }
}
