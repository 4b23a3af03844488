import { statSync } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demand } from '../../errors.ts'
import { failReading } from '../../files.ts'
import { parseJson } from '../../json.ts'
import type { Column, RunDetail } from '../api.ts'
import { layout } from '../prepare/layout.ts'
import type { RowRecord } from '../prepare/prepared.ts'
import { preparedFolder } from '../prepare/preparedFolder.ts'
import { preparedStamp } from '../prepare/preparedStamp.ts'
import { readAt } from '../prepare/readAt.ts'
import { storedDetail } from '../prepare/storedDetail.ts'

/** A column of a prepared run: that of a row is `classes[of[row]]`, none where this is negative. */
export interface ColumnValues extends Column {
  readonly of: Int32Array
}

/** What a curation needs to know of a prepared run. Nothing stays open. */
export interface CuratedRun {
  readonly detail: RunDetail
  /** Of which preparation this is: another text where it was made anew. */
  readonly stamp: string
  readonly records: (rows: readonly number[]) => Promise<RowRecord[]>
  /** All of them, in blocks. */
  readonly blocks: () => AsyncGenerator<{ readonly from: number; readonly records: readonly RowRecord[] }>
  /** Label levels, coarse to fine as the data has them. */
  readonly levels: () => Promise<ColumnValues[]>
  readonly column: (role: 'kind' | 'split') => Promise<ColumnValues | null>
}

/** Rows whose names are read together. */
const block = 4096

/** Reads what was prepared of the run in a folder. Fails where there is nothing, or it is damaged. */
export function openCuratedRun(run: string): CuratedRun {
  const folder = preparedFolder(run)
  const stamp = stampOf(run)
  const detail = storedDetail(folder)
  const { rows, columns } = detail
  const path = join(folder, layout.rows)

  const reading = async <T>(read: (starts: File, lines: File) => Promise<T>): Promise<T> => {
    const starts = await opened(join(folder, layout.rowOffsets))
    const lines = await opened(path).catch(async (error: unknown) => {
      await starts.file.close()
      throw error
    })
    try {
      return await read(starts, lines)
    } finally {
      await Promise.all([starts.file.close(), lines.file.close()])
    }
  }
  const some = async (starts: File, lines: File, from: number, count: number): Promise<RowRecord[]> => {
    const at = new Float64Array((await readAt(starts, 8 * from, 8 * (count + 1))).buffer)
    const bytes = await readAt(lines, at[0]!, at[count]! - at[0]!)
    return Array.from({ length: count }, (_, i) => {
      const line = bytes.subarray(at[i]! - at[0]!, at[i + 1]! - at[0]!)
      return parseJson(new TextDecoder().decode(line), `${path}: row ${from + i}`) as RowRecord
    })
  }
  const valuesOf = async (place: number): Promise<ColumnValues> => {
    const file = join(folder, layout.column(place))
    const bytes = await readFile(file).catch((error: unknown) => failReading(file, error))
    demand(bytes.length === 4 * rows, { who: file, rule: `must be of ${4 * rows} bytes`, value: bytes.length, remedy })
    return { ...columns[place]!, of: new Int32Array(new Uint8Array(bytes).buffer) }
  }
  return {
    detail,
    stamp,
    records: (wanted) =>
      reading(async (starts, lines) => {
        const found: RowRecord[] = []
        for (const row of wanted) found.push(...(await some(starts, lines, row, 1)))
        return found
      }),
    async *blocks() {
      for (let from = 0; from < rows; from += block)
        yield {
          from,
          records: await reading((starts, lines) => some(starts, lines, from, Math.min(block, rows - from))),
        }
    },
    levels: () => Promise.all([...columns.keys()].filter((i) => columns[i]!.role === 'level').map(valuesOf)),
    async column(role) {
      const place = columns.findIndex((column) => column.role === role)
      return place < 0 ? null : valuesOf(place)
    },
  }
}

/** Tells one preparation of a run from the next. */
export function stampOf(run: string): string {
  const path = join(preparedFolder(run), layout.detail)
  try {
    return preparedStamp(statSync(path))
  } catch (error) {
    return failReading(path, error)
  }
}

type File = Parameters<typeof readAt>[0]

const opened = async (path: string): Promise<File> => ({
  path,
  file: await open(path, 'r').catch((error: unknown) => failReading(path, error)),
})

const remedy = 'delete the folder: it is made again'
