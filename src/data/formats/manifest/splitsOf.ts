import { fail } from '../../../errors.ts'
import type { Split } from '../../dataset.ts'
import type { Column } from './table.ts'

const known: ReadonlyMap<string, Split> = new Map([
  ['train', 'train'],
  ['training', 'train'],
  ['val', 'val'],
  ['valid', 'val'],
  ['validation', 'val'],
  ['dev', 'val'],
  ['test', 'test'],
  ['testing', 'test'],
  ['query', 'query'],
  ['gallery', 'gallery'],
])

/** The split of each row, null where none is given; or null where there is no column of splits. Fails on a word that is none,
 *  and on a gallery in which nothing is looked for. @param who the manifest */
export function splitsOf(who: string, column: Column | undefined, rows: number): (Split | null)[] | null {
  if (!column) return null
  const meanings = column.texts.map((text, code) => {
    const row = (): number => column.codes.indexOf(code) + 1
    return (
      known.get(text.trim().toLowerCase()) ??
      fail({
        who: `${who}: row ${row()}`,
        rule: "a split must be 'train', 'val', 'test', 'query' or 'gallery'",
        value: text,
        remedy: `correct it, or rename the column '${column.name}' if it says something else`,
      })
    )
  })
  if (meanings.includes('gallery') && !['query', 'test', 'val'].some((split) => meanings.includes(split as Split)))
    fail({ who, rule: "a split 'gallery' needs images that are looked for in it", remedy: "mark these 'query'" })
  return Array.from({ length: rows }, (_, row) => meanings[column.codes[row]!] ?? null)
}
