import type { Collapse } from '../../evaluate/collapse/measureCollapse.ts'

/** The kinds of all classes as one column: `Milk/2` where a class has several, the class's own name where it is one. */
export interface KindColumn {
  readonly classes: readonly string[]
  /** int32 [rows]; -1 without a label. */
  readonly values: Int32Array
  /** By the place of a class in the collapse: its first kind. */
  readonly firstOf: readonly number[]
}

/** Makes the column of kinds. */
export function kindColumn({ classes }: Pick<Collapse, 'classes'>, count: number): KindColumn {
  const names: string[] = []
  const values = new Int32Array(count).fill(-1)
  const firstOf = classes.map(({ name, rows, kinds }) => {
    const first = names.length
    const several = Math.max(1, kinds.count ?? 1)
    for (let kind = 0; kind < several; kind++) names.push(several > 1 ? `${name}/${kind + 1}` : name)
    for (const [at, row] of rows.entries()) values[row] = first + kinds.of[at]!
    return first
  })
  return { classes: names, values, firstOf }
}
