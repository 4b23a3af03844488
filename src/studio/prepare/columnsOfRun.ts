import type { LabelLevel, Split } from '../../data/dataset.ts'
import type { Column } from '../api.ts'
import type { KindColumn } from './kindColumn.ts'

/** What points can be coloured or filtered by, with a value for each row: every label level, the kinds, the split where there are
 *  splits, and whether the nearest neighbour is right. */
export function columnsOfRun({
  levels,
  kinds,
  splits,
  right,
}: {
  readonly levels: readonly LabelLevel[]
  readonly kinds: KindColumn
  /** One a row; null where the dataset has none. */
  readonly splits: readonly (Split | null)[] | null
  readonly right: Int32Array
}): (Column & { readonly values: Int32Array })[] {
  return [
    ...levels.map(({ name, classes, labels }) => ({ name, role: 'level' as const, classes, values: labels })),
    { name: 'kind', role: 'kind' as const, ...kinds },
    ...(splits ? [{ name: 'split', role: 'split' as const, ...numbered(splits) }] : []),
    { name: 'right', role: 'right' as const, classes: ['wrong', 'right'], values: right },
  ]
}

const order: readonly Split[] = ['train', 'val', 'test', 'query', 'gallery']

function numbered(splits: readonly (Split | null)[]): {
  readonly classes: readonly Split[]
  readonly values: Int32Array
} {
  const classes = order.filter((split) => splits.includes(split))
  return { classes, values: Int32Array.from(splits, (split) => (split === null ? -1 : classes.indexOf(split))) }
}
