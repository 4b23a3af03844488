import { demand } from '../../errors.ts'

/** How many items two partitions have in common, class by class: the table's cells that are not 0. */
export interface Contingency {
  /** Items that count. */
  readonly n: number
  /** Items of each class of the first partition, classes in order of appearance. */
  readonly rowSums: Int32Array
  /** Items of each class of the second. */
  readonly columnSums: Int32Array
  /** Cells that are not 0: class of the first, class of the second, items in both. */
  readonly rows: Int32Array
  readonly columns: Int32Array
  readonly counts: Int32Array
  /** Whether the partitions are the same but for the names of their classes. */
  readonly same: boolean
}

/** The contingency table of two partitions of the same items, such as classes and clusters. An item whose label is
 *  negative in either does not count. Fails where none counts, and where the partitions differ in length. */
export function contingency(a: Int32Array, b: Int32Array): Contingency {
  const who = 'contingency'
  demand(a.length === b.length, { who, rule: `both partitions must label the same ${a.length} items`, value: b.length })
  const [rowOf, columnOf] = [new Map<number, number>(), new Map<number, number>()]
  const [rowSums, columnSums]: [number[], number[]] = [[], []]
  const cells = new Map<number, number>()
  let n = 0
  for (let i = 0; i < a.length; i++) {
    if (a[i]! < 0 || b[i]! < 0) continue
    n++
    const row = counted(rowOf, rowSums, a[i]!)
    const column = counted(columnOf, columnSums, b[i]!)
    const cell = row * a.length + column
    cells.set(cell, (cells.get(cell) ?? 0) + 1)
  }
  demand(n > 0, { who, rule: 'at least one item must have a label in both partitions', value: n })
  const places = [...cells.keys()]
  return {
    n,
    rowSums: Int32Array.from(rowSums),
    columnSums: Int32Array.from(columnSums),
    rows: Int32Array.from(places, (cell) => Math.floor(cell / a.length)),
    columns: Int32Array.from(places, (cell) => cell % a.length),
    counts: Int32Array.from(cells.values()),
    same: cells.size === rowSums.length && cells.size === columnSums.length,
  }
}

/** The number of a label, by order of appearance, after counting it. */
function counted(numbers: Map<number, number>, sums: number[], label: number): number {
  const number = numbers.get(label) ?? numbers.size
  numbers.set(label, number)
  sums[number] = (sums[number] ?? 0) + 1
  return number
}
