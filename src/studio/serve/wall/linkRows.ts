import type { Prepared, RowRecord } from '../../prepare/prepared.ts'

/** What is asked of a run. */
export interface LinkedRun extends Pick<Prepared, 'recordBlocks'> {
  readonly detail: Pick<Prepared['detail'], 'rows' | 'images'>
}

/** For each row of one run the row of another with the same image, or -1: by its name in the dataset, and by its
 *  file where both have files of their own: two folders may have the same names. The names of the smaller run are held meanwhile, those
 *  of the other pass by. */
export async function linkRows(a: LinkedRun, b: LinkedRun): Promise<Int32Array> {
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

async function* recordsIn({ recordBlocks }: LinkedRun): AsyncGenerator<[row: number, record: RowRecord]> {
  for await (const { from, records } of recordBlocks())
    for (const [i, record] of records.entries()) yield [from + i, record]
}
