import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { layout } from '../../prepare/layout.ts'
import type { Prepared, RowRecord } from '../../prepare/prepared.ts'

/** For each row of one run the row of another with the same image, or -1: by its name in the dataset, and by its
 *  file where both have files of their own: two folders may have the same names. The names of the smaller run are held meanwhile, those
 *  of the other pass by. */
export async function linkRows(a: Prepared, b: Prepared): Promise<Int32Array> {
  const rows = a.detail.rows
  if (a.detail.images === b.detail.images) return Int32Array.from({ length: rows }, (_, row) => row)
  const link = new Int32Array(rows).fill(-1)
  const [few, many, fromFew] = rows <= b.detail.rows ? [a, b, true] : [b, a, false]
  const place = new Map<string, { readonly row: number; readonly path: string | null }>()
  for await (const [row, { name, path }] of recordsIn(few)) place.set(name, { row, path })
  for await (const [row, { name, path }] of recordsIn(many)) {
    const found = place.get(name)
    if (!found || (found.path !== null && path !== null && found.path !== path)) continue
    const other = found.row
    if (fromFew) link[other] = row
    else link[row] = other
  }
  return link
}

async function* recordsIn({ folder }: Prepared): AsyncGenerator<[row: number, record: RowRecord]> {
  const lines = createInterface({
    input: createReadStream(join(folder, layout.rows)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let row = 0
  for await (const line of lines) yield [row++, JSON.parse(line) as RowRecord]
}
