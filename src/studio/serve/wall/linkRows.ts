import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { layout } from '../../prepare/layout.ts'
import type { Prepared, RowRecord } from '../../prepare/prepared.ts'

/** For each row of one run the row of another with the same image, or -1: by its name in the dataset. The names of the smaller run are
 *  held meanwhile, those of the other pass by. */
export async function linkRows(a: Prepared, b: Prepared): Promise<Int32Array> {
  const rows = a.detail.rows
  if (a.detail.images === b.detail.images) return Int32Array.from({ length: rows }, (_, row) => row)
  const link = new Int32Array(rows).fill(-1)
  const [few, many, fromFew] = rows <= b.detail.rows ? [a, b, true] : [b, a, false]
  const place = new Map<string, number>()
  for await (const [row, name] of namesIn(few)) place.set(name, row)
  for await (const [row, name] of namesIn(many)) {
    const other = place.get(name)
    if (other === undefined) continue
    if (fromFew) link[other] = row
    else link[row] = other
  }
  return link
}

async function* namesIn({ folder }: Prepared): AsyncGenerator<[row: number, name: string]> {
  const lines = createInterface({
    input: createReadStream(join(folder, layout.rows)),
    crlfDelay: Number.POSITIVE_INFINITY,
  })
  let row = 0
  for await (const line of lines) yield [row++, (JSON.parse(line) as RowRecord).name]
}
