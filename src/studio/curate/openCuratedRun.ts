import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { demand, fail } from '../../errors.ts'
import { failReading } from '../../files.ts'
import type { Column, RunDetail } from '../api.ts'
import { layout } from '../prepare/layout.ts'
import type { RecordBlock, RowRecord } from '../prepare/prepared.ts'
import { preparedFolder } from '../prepare/preparedFolder.ts'
import { preparedStamp } from '../prepare/preparedStamp.ts'
import type { OpenedFile } from '../prepare/readAt.ts'
import { madeAgain, openedFile, readAt } from '../prepare/readAt.ts'
import { recordBlocks } from '../prepare/recordBlocks.ts'
import { recordsBetween } from '../prepare/recordsBetween.ts'
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
  readonly blocks: () => AsyncGenerator<RecordBlock>
  /** Label levels, coarse to fine as the data has them. */
  readonly levels: () => Promise<ColumnValues[]>
  readonly column: (role: 'kind' | 'split') => Promise<ColumnValues | null>
}

/** Reads what was prepared of the run in a folder. Fails where there is nothing, or it is damaged. */
export function openCuratedRun(run: string): CuratedRun {
  const folder = preparedFolder(run)
  const stamp =
    preparedStamp(run) ??
    fail({ who: run, rule: 'must have been prepared to be curated', remedy: 'look at it in `nearkin studio`' })
  const detail = storedDetail(folder)
  const { rows, columns } = detail

  const reading = async <T>(read: (starts: OpenedFile, lines: OpenedFile) => Promise<T>): Promise<T> => {
    const starts = await openedFile(join(folder, layout.rowOffsets))
    const lines = await openedFile(join(folder, layout.rows)).catch(async (error: unknown) => {
      await starts.file.close()
      throw error
    })
    try {
      return await read(starts, lines)
    } finally {
      await Promise.all([starts.file.close(), lines.file.close()])
    }
  }
  const some = async (starts: OpenedFile, lines: OpenedFile, from: number, count: number): Promise<RowRecord[]> =>
    recordsBetween(lines, new Float64Array((await readAt(starts, 8 * from, 8 * (count + 1))).buffer), from)
  const valuesOf = async (place: number): Promise<ColumnValues> => {
    const file = join(folder, layout.column(place))
    const bytes = await readFile(file).catch((error: unknown) => failReading(file, error))
    const rule = `must be of ${4 * rows} bytes`
    demand(bytes.length === 4 * rows, { who: file, rule, value: bytes.length, remedy: madeAgain })
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
    blocks: () => recordBlocks(rows, (from, count) => reading((starts, lines) => some(starts, lines, from, count))),
    levels: () => Promise.all([...columns.keys()].filter((i) => columns[i]!.role === 'level').map(valuesOf)),
    async column(role) {
      const place = columns.findIndex((column) => column.role === role)
      return place < 0 ? null : valuesOf(place)
    },
  }
}
