import { demand } from '../../../errors.ts'

/** A column of a manifest as text: that of a row is `texts[codes[row]]`, and code -1 is no value. Equal texts have one code, but
 *  for columns of paths and names, where each row has its own. */
export interface Column {
  readonly name: string
  readonly codes: Int32Array
  readonly texts: readonly string[]
  /** Why it can be no label level, where its values say so. */
  readonly unfit?: string
}

/** A manifest as it was read. Rows count from 0 here, and from 1 in complaints, where a heading does not count. */
export interface Table {
  readonly rows: number
  readonly columns: readonly Column[]
  /** Where the manifest holds the images themselves: in which column, and the bytes of a row's. */
  readonly images?: { readonly column: string; readonly bytes: (row: number) => Promise<Uint8Array | null> }
}

/** Collects the values of one column, a row after the other. */
export interface ColumnBuilder {
  /** @param value null, undefined and '' are no value. */
  add(value: unknown): void
  column(): Column
}

const mostValues = 2 ** 28 // 1 GiB of codes

/** Fails on more values than fit in memory. */
export function demandRoom(who: string, rows: number, columns: number): void {
  demand(rows * columns <= mostValues, {
    who,
    rule: `a manifest has at most ${mostValues} values`,
    value: `${rows} rows of ${columns} columns`,
    remedy: 'leave out columns that are not needed, or divide the file',
  })
}

/** Long columns in which nearly every value is another are no labels, and are not kept: they may be captions of any length. */
const looked = 100_000

/** What a column is for, by its name: `each` row has another value (paths, names), the values are a `few` words (splits), or
 *  they may be `labels`, which are brought to one spelling of accented letters (NFC). */
export type Use = 'each' | 'few' | 'labels'

/** A builder of a column of that name. */
export function columnBuilder(name: string, use: Use): ColumnBuilder {
  let codes = new Int32Array(1024)
  let rows = 0
  let unfit: string | undefined
  let numbersAlone = true
  let fraction = false
  const known = new Map<string, number>()
  const texts: string[] = []

  const codeOf = (text: string): number => {
    if (use === 'each') return texts.push(text) - 1
    const before = known.get(text)
    if (before !== undefined) return before
    if (use === 'labels') {
      if (texts.length >= looked && texts.length > 0.8 * rows) {
        unfit = 'nearly every row has a value of its own'
        known.clear()
        texts.length = 0
        return -1
      }
      numbersAlone &&= text.trim() !== '' && Number.isFinite(Number(text))
      fraction ||= numbersAlone && !Number.isInteger(Number(text))
    }
    known.set(text, texts.length)
    return texts.push(text) - 1
  }

  return {
    add(value) {
      if (rows === codes.length) {
        const longer = new Int32Array(2 * rows)
        longer.set(codes)
        codes = longer
      }
      const text = unfit === undefined ? textOf(value) : null
      if (typeof text === 'object' && text !== null) unfit = text.unfit
      const plain = typeof text === 'string' && use === 'labels' ? text.normalize('NFC') : text
      codes[rows] = typeof plain === 'string' && plain !== '' ? codeOf(plain) : -1
      rows++
    },
    column() {
      const reason = unfit ?? (numbersAlone && fraction ? 'its values are numbers with fractions' : undefined)
      return { name, codes: codes.slice(0, rows), texts, ...(reason === undefined ? {} : { unfit: reason }) }
    },
  }
}

function textOf(value: unknown): string | null | { readonly unfit: string } {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return { unfit: 'its values are dates' }
  return { unfit: value instanceof Uint8Array ? 'its values are bytes' : 'its values are nested' }
}
