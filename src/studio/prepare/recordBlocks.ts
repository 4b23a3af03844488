import type { RecordBlock, RowRecord } from './prepared.ts'

/** Rows whose records are held together. */
const block = 4096

/** All records of so many rows, block by block. */
export async function* recordBlocks(
  rows: number,
  read: (from: number, count: number) => Promise<RowRecord[]>,
): AsyncGenerator<RecordBlock> {
  for (let from = 0; from < rows; from += block) yield { from, records: await read(from, Math.min(block, rows - from)) }
}
