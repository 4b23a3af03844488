import type { Writer } from './openWriter.ts'

/** Writes records as JSON, one a line, and where each begins: float64, one more than there are records. `null` is written as nothing. */
export function writeRecords(
  writer: Writer,
  { lines, offsets }: { readonly lines: string; readonly offsets: string },
  records: Iterable<object | null>,
): void {
  const starts = [0]
  // The file is there where there are none, too.
  writer.append(lines, '')
  for (const record of records) {
    const line = new TextEncoder().encode(record === null ? '' : `${JSON.stringify(record)}\n`)
    writer.append(lines, line)
    starts.push(starts.at(-1)! + line.length)
  }
  writer.append(offsets, Float64Array.from(starts))
}
