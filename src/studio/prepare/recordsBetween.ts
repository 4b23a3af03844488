import { parseJson } from '../../json.ts'
import type { OpenedFile } from './readAt.ts'
import { readAt } from './readAt.ts'

/** Reads records that follow one another, as `writeRecords` writes them. Fails, naming the record, on one that is no JSON.
 *  @param lines the open file of them
 *  @param starts float64 [records + 1]: where each of them begins in it, and the last one ends
 *  @param from the first of them */
export async function recordsBetween<T>(lines: OpenedFile, starts: Float64Array, from: number): Promise<T[]> {
  const first = starts[0]!
  const bytes = await readAt(lines, first, starts.at(-1)! - first)
  return Array.from({ length: starts.length - 1 }, (_, i) => {
    const line = bytes.subarray(starts[i]! - first, starts[i + 1]! - first)
    return parseJson(new TextDecoder().decode(line), `${lines.path}: record ${from + i}`) as T
  })
}
