import { dirname, isAbsolute, join, relative } from 'node:path'
import { demand, fail } from '../../../errors.ts'
import type { Column } from './table.ts'

/** Where the images of a manifest lie, one a row: its folder and the path that is given, or this alone where it is absolute. Fails,
 *  naming the row, where no path is given, where it is an address of the web, and where it leads out of the manifest's folder
 *  by `..`: a manifest that came with its images has no business elsewhere, and who means it can say so in full.
 *  @param who the manifest, as it was named @param file its absolute path */
export function placesOf(who: string, file: string, column: Column, rows: number): string[] {
  const folder = dirname(file)
  return Array.from({ length: rows }, (_, row) => {
    const text = column.texts[column.codes[row]!]
    const where = (): string => `${who}: row ${row + 1}`
    if (text === undefined)
      return fail({
        who: where(),
        rule: `column '${column.name}' must say where the image lies`,
        remedy: 'add the path, or remove the row',
      })
    if (/^[a-z][a-z0-9+.-]+:\/\//i.test(text))
      return fail({
        who: where(),
        rule: 'an image must lie in a file: nothing is fetched',
        value: text,
        remedy: 'fetch it, and give its path',
      })
    return placeOf(folder, text, where)
  })
}

/** Windows writes `a\b.jpg`, which is a name in a folder there and a strange file name elsewhere. */
export const slashed = (text: string): string => (text.includes('/') ? text : text.replaceAll('\\', '/'))

function placeOf(folder: string, text: string, where: () => string): string {
  const path = slashed(text)
  if (isAbsolute(path)) return path
  const place = join(folder, path)
  if (path.includes('..'))
    demand(!/^\.\.([/\\]|$)/.test(relative(folder, place)), {
      who: where(),
      rule: "a relative path must stay in the manifest's folder",
      value: text,
      remedy: 'write it as an absolute path, or put the manifest above the images',
    })
  return place
}
