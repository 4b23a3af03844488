import { resolve } from 'node:path'
import type { Dataset } from '../../data/dataset.ts'
import { layout } from './layout.ts'
import type { Writer } from './openWriter.ts'
import type { RowRecord } from './prepared.ts'
import { writeRecords } from './writeRecords.ts'

/** Writes what each row is: the name of its image, and where it lies.
 *  @param kept the image of each row */
export function writeRows(
  writer: Writer,
  { names, source }: Pick<Dataset, 'names' | 'source'>,
  kept: Iterable<number>,
): void {
  writeRecords(writer, { lines: layout.rows, offsets: layout.rowOffsets }, recordsOf())

  function* recordsOf(): Generator<RowRecord> {
    for (const image of kept) {
      const from = source(image)
      yield { name: names[image]!, path: from.kind === 'file' ? resolve(from.path) : null, image }
    }
  }
}
