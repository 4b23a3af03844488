import { buildLevel } from '../../buildLevel.ts'
import type { LabelLevel, Skipped } from '../../dataset.ts'
import type { Column } from './table.ts'

/** The label levels of a manifest. */
export interface Levels {
  /** The rows that have a label, of those that were given. */
  readonly rows: Int32Array
  /** Side columns, then coarse to fine; one label for each of `rows`. */
  readonly levels: readonly LabelLevel[]
  readonly passedOver: readonly Skipped[]
  readonly usual?: { readonly label: string; readonly evaluateLabel: string }
}

/** Makes label levels of columns: of each whose values come back, in several of them. The finest levels are the longest chain of
 *  columns in which every class of one lies in a single class of the one before, that with `label` or `class` where there is
 *  such a column; `super`, `coarse` and `fine` are taken by their names. A row without a value has the class of the level
 *  before, and without one in the coarsest it has no label. Other columns are levels too, before these, where every row has a
 *  value. */
export function levelsOf(columns: readonly Column[], rows: Int32Array): Levels {
  const studied = columns.map((column) => study(column, rows))
  const fit = studied.filter((one) => one.unfit === undefined).sort((a, b) => a.classes - b.classes)
  const chain = chainOf(fit, rows)
  const side = fit.filter((one) => !chain.includes(one))
  const partial = side.filter(({ empty }) => empty > 0)
  const [coarsest] = chain
  const labelled = coarsest ? rows.filter((row) => coarsest.column.codes[row]! >= 0) : rows
  const names = chain.map(({ column }) => column.name)
  return {
    rows: labelled,
    levels: [
      ...side.filter((one) => !partial.includes(one)).map((one) => levelOf([one], labelled)),
      ...chain.map((_, at) => levelOf(chain.slice(0, at + 1), labelled)),
    ],
    passedOver: [
      ...studied.flatMap(({ column: { name }, unfit }) => (unfit === undefined ? [] : [{ name, reason: unfit }])),
      ...partial.map(({ column: { name }, empty }) => ({ name, reason: unfilled(empty, rows) })),
    ],
    ...(names.length > 0 && { usual: { label: names.at(-2) ?? names[0]!, evaluateLabel: names.at(-1)! } }),
  }
}

const unfilled = (empty: number, rows: Int32Array): string => `${empty} of ${rows.length} rows have no value in it`

interface Studied {
  readonly column: Column
  readonly classes: number
  readonly empty: number
  readonly unfit?: string
}

const ranks = ['super', 'coarse', 'fine']
const isNamed = ({ name }: Column): boolean => [...ranks, 'label', 'class'].includes(name.toLowerCase())

function study(column: Column, rows: Int32Array): Studied {
  const counts = new Int32Array(column.texts.length)
  let empty = 0
  for (const row of rows) {
    const code = column.codes[row]!
    if (code < 0) empty++
    else counts[code]!++
  }
  const classes = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  const single = counts.reduce((sum, count) => sum + (count === 1 ? 1 : 0), 0)
  const why = (): string | undefined => {
    if (column.unfit !== undefined) return column.unfit
    if (classes === 0) return 'no row has a value in it'
    if (isNamed(column)) return undefined
    if (classes === 1) return 'it has one value alone'
    if (2 * empty > rows.length) return unfilled(empty, rows)
    if (2 * single > rows.length) return `${single} of ${rows.length} rows have a value of their own`
    return undefined
  }
  const unfit = why()
  return { column, classes, empty, ...(unfit === undefined ? {} : { unfit }) }
}

/** The columns that are the finest levels, coarse to fine. @param fit by number of classes */
function chainOf(fit: readonly Studied[], rows: Int32Array): Studied[] {
  const ofName = (name: string): Studied | undefined => fit.find(({ column }) => column.name.toLowerCase() === name)
  const ranked = ranks.flatMap((name) => ofName(name) ?? [])
  const label = ofName('label') ?? ofName('class')
  if (ranked.length > 0) return ofName('fine') || !label ? ranked : [...ranked, label]

  // For each column the longest chains that end in it, and that begin with it.
  const outwards: Studied[][] = []
  fit.forEach((inner, i) => {
    outwards.push([
      ...longest(fit.flatMap((outer, o) => (o < i && lies(inner, outer, rows) ? [outwards[o]!] : []))),
      inner,
    ])
  })
  const inwards: Studied[][] = fit.map(() => [])
  for (const [o, outer] of [...fit.entries()].reverse())
    inwards[o] = [
      outer,
      ...longest(fit.flatMap((inner, i) => (i > o && lies(inner, outer, rows) ? [inwards[i]!] : []))),
    ]
  const through = fit.map((_, at) => [...outwards[at]!, ...inwards[at]!.slice(1)])
  return label ? through[fit.indexOf(label)]! : longest(through)
}

/** Of chains that are equally long, one that ends in words, and then the one with the most classes. */
function longest(chains: readonly Studied[][]): Studied[] {
  const rank = (chain: readonly Studied[]): readonly number[] => [
    chain.length,
    Number(wordy(chain.at(-1)!)),
    chain.at(-1)!.classes,
  ]
  return chains.reduce<Studied[]>((best, chain) => {
    if (best.length === 0) return chain
    const [a, b] = [rank(chain), rank(best)]
    const differs = a.findIndex((value, at) => value !== b[at])
    return differs >= 0 && a[differs]! > b[differs]! ? chain : best
  }, [])
}

/** Whether a column has words: numbers are more often sizes and ids than labels. */
const wordy = ({ column }: Studied): boolean => column.texts.some((text) => Number.isNaN(Number(text)))

/** Whether every class of `inner` lies in one class of `outer`, which has fewer. */
function lies(inner: Studied, outer: Studied, rows: Int32Array): boolean {
  if (outer.classes >= inner.classes) return false
  const of = new Int32Array(inner.column.texts.length).fill(-1)
  for (const row of rows) {
    const [a, b] = [inner.column.codes[row]!, outer.column.codes[row]!]
    if (a < 0 || b < 0) continue
    if (of[a] === -1) of[a] = b
    else if (of[a] !== b) return false
  }
  return true
}

/** The level of the last of some columns; where it has no value, the one before says. */
function levelOf(columns: readonly Studied[], rows: Int32Array): LabelLevel {
  const inner = columns.map(({ column }) => column).reverse()
  const textOf = (row: number): string => {
    const { codes, texts } = inner.find((column) => column.codes[row]! >= 0)!
    return texts[codes[row]!]!
  }
  return buildLevel(inner[0]!.name, Array.from(rows, textOf))
}
