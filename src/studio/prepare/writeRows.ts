import { resolve } from 'node:path'
import type { Dataset } from '../../data/dataset.ts'
import { layout } from './layout.ts'
import type { Writer } from './openWriter.ts'
import type { RowRecord } from './prepared.ts'

/** Writes what each row is: the name of its image, and where it lies. */
export function writeRows(writer: Writer, { names, source }: Dataset, kept: Int32Array): void {
  const offsets = new Float64Array(kept.length + 1)
  kept.forEach((image, row) => {
    const from = source(image)
    const path = from.kind === 'file' ? resolve(from.path) : null
    const line = new TextEncoder().encode(
      `${JSON.stringify({ name: names[image]!, path, image } satisfies RowRecord)}\n`,
    )
    writer.append(layout.rows, line)
    offsets[row + 1] = offsets[row]! + line.length
  })
  writer.append(layout.rowOffsets, offsets)
}
