import type { Column, RunDetail } from '../../../api.ts'

/** Classes by which the points of all runs are coloured: of the first run's column, then what only others have. */
export interface Colouring {
  readonly column: string
  /** `run`: two runs in one map. */
  readonly role: Column['role'] | 'run'
  readonly classes: readonly string[]
}

/** Up to so many classes of the label that retrieval is judged by are told apart at a glance; with more, the label trained on is. */
const glance = 24

/** The column that is asked for, or what shows most of the runs. Null where they have none. */
export function colouringOf(details: readonly RunDetail[], asked: string | null): Colouring | null {
  const first = details[0]
  const columnOf = (detail: RunDetail, name: string | null) => detail.columns.find((column) => column.name === name)
  const finer = first && columnOf(first, first.evaluateLabel)
  const usual = finer && finer.classes.length <= glance ? finer : first && columnOf(first, first.label)
  const column = (first && columnOf(first, asked)) ?? usual ?? finer ?? first?.columns[0]
  if (!column) return null
  const classes = details.flatMap((detail) => columnOf(detail, column.name)?.classes ?? [])
  return { column: column.name, role: column.role, classes: [...new Set(classes)] }
}

/** Classes of the colouring, row by row; -1 for none, or where the run has no such column.
 *  @param values of the run's own column, or null */
export function codesOf({ column, classes }: Colouring, detail: RunDetail, values: Int32Array | null): Int32Array {
  const own = detail.columns.find(({ name }) => name === column)
  if (!own || values === null || values.length !== detail.rows) return new Int32Array(detail.rows).fill(-1)
  const places = new Map(classes.map((name, place) => [name, place]))
  const of = Int32Array.from(own.classes, (name) => places.get(name) ?? -1)
  return values.map((value) => (value < 0 ? -1 : (of[value] ?? -1)))
}

/** Images of each class. */
export function countsOf(codes: Int32Array, classes: number): Int32Array {
  const counts = new Int32Array(classes)
  for (const code of codes) if (code >= 0) counts[code]!++
  return counts
}
