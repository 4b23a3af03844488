import { fail } from '../../../errors.ts'
import type { Skipped } from '../../dataset.ts'
import type { Column } from './table.ts'

/** The first row of each image. Rows that say the same of an image again are listed in `skipped`; fails where they say
 *  something else. @param who the manifest @param said columns in which they may differ */
export function withoutCopies(
  who: string,
  places: readonly string[],
  said: readonly Column[],
  skipped: Skipped[],
): Int32Array {
  const first = new Map<string, number>()
  const rows: number[] = []
  places.forEach((place, row) => {
    const before = first.get(place)
    if (before === undefined) {
      first.set(place, row)
      rows.push(row)
      return
    }
    const other = said.find(({ codes }) => codes[row] !== codes[before])
    if (other) {
      const text = (at: number): string => other.texts[other.codes[at]!] ?? ''
      fail({
        who: `${who}: row ${row + 1}`,
        rule: `an image must stand once; in row ${before + 1} its '${other.name}' is '${text(before)}'`,
        value: text(row),
        remedy: `remove one of the rows of '${place}'`,
      })
    }
    skipped.push({ name: place, reason: `listed again in row ${row + 1}, with the same labels` })
  })
  return Int32Array.from(rows)
}
