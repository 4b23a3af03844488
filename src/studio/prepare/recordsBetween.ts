import { parseJson } from '../../json.ts'
import type { RowRecord } from './prepared.ts'
import type { OpenedFile } from './readAt.ts'
import { readAt } from './readAt.ts'

/** Reads the records of rows that follow one another. Fails, naming the row, on one that is no JSON.
 *  @param lines the open `rows.jsonl`
 *  @param starts float64 [rows + 1]: where each of them begins in it, and the last one ends
 *  @param from the first of them */
export async function recordsBetween(lines: OpenedFile, starts: Float64Array, from: number): Promise<RowRecord[]> {
  const first = starts[0]!
  const bytes = await readAt(lines, first, starts.at(-1)! - first)
  return Array.from({ length: starts.length - 1 }, (_, i) => {
    const line = bytes.subarray(starts[i]! - first, starts[i + 1]! - first)
    return parseJson(new TextDecoder().decode(line), `${lines.path}: row ${from + i}`) as RowRecord
  })
}
