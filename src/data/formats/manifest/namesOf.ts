import { fail } from '../../../errors.ts'
import { slashed } from './placesOf.ts'
import type { Roles } from './rolesOf.ts'
import type { Column } from './table.ts'

/** A name for each of some rows: that of column `name`, or else the path as it is written, or else the row's number, as of images
 *  that the manifest holds itself. Fails where the column leaves one out or gives one twice.
 *  @param who the manifest @param distinct no path stands twice, and none is left out */
export function namesOf(
  who: string,
  { name, path }: Pick<Roles, 'name' | 'path'>,
  rows: Int32Array,
  distinct: boolean,
): (row: number) => string {
  if (name) {
    demandDistinct(who, name, rows)
    return (row) => name.texts[name.codes[row]!]!
  }
  const text = (row: number): string => path?.texts[path.codes[row]!] ?? ''
  if (distinct) return (row) => slashed(text(row)).replace(/^(\.\/)+/, '')
  const texts = new Set(Array.from(rows, text))
  if (texts.size === rows.length && !texts.has('')) return text
  return (row) => `row ${String(row + 1).padStart(6, '0')}`
}

function demandDistinct(who: string, { name, codes, texts }: Column, rows: Int32Array): void {
  const first = new Map<string, number>()
  for (const row of rows) {
    const text = texts[codes[row]!]
    const before = text === undefined ? undefined : first.get(text)
    if (text === undefined || before !== undefined)
      fail({
        who: `${who}: row ${row + 1}`,
        rule: `column '${name}' must give each image a name of its own`,
        value: text === undefined ? 'none' : `'${text}' of row ${before! + 1} again`,
        remedy: 'correct it, or rename the column if it says something else, as of what kind the image is',
      })
    first.set(text, row)
  }
}
