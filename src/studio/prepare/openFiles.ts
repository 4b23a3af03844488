import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { demand } from '../../errors.ts'
import { layout } from './layout.ts'
import type { OpenedFile } from './readAt.ts'
import { madeAgain, openedFile, readAt } from './readAt.ts'
import type { StoredDetail } from './storedDetail.ts'

/** An open file of a prepared folder. */
export interface OpenFile extends OpenedFile {
  readonly bytes: number
}

/** Opens all files of a prepared folder and holds them against what its detail says of them: their sizes, and of all but the
 *  thumbnails, each of which is checked when it is read, the checksum. So they stay readable where the folder is replaced
 *  meanwhile. Fails, naming the file, where one is missing, cut off or garbled. */
export async function openFiles(
  folder: string,
  detail: StoredDetail,
): Promise<{ readonly of: (name: string) => OpenFile; readonly close: () => Promise<void> }> {
  const opened = new Map<string, OpenFile>()
  const close = async (): Promise<void> => {
    await Promise.all([...opened.values()].map(({ file }) => file.close()))
  }
  try {
    for (const [name, bytes] of expected(detail)) {
      const path = join(folder, name)
      const told = detail.files[name]
      const one = { ...(await openedFile(path)), bytes: told?.bytes ?? 0 }
      opened.set(name, one)
      const { size } = await one.file.stat()
      demand(told && size === told.bytes && size === (bytes ?? size), {
        who: path,
        rule: `must be of ${bytes ?? told?.bytes ?? 0} bytes`,
        value: size,
        remedy: madeAgain,
      })
      if (name === layout.thumbnails) continue
      const found = await checksum(one)
      demand(found === told.crc32, {
        who: path,
        rule: `must have the checksum ${told.crc32}`,
        value: found,
        remedy: madeAgain,
      })
    }
  } catch (error) {
    await close()
    throw error
  }
  return { of: (name) => opened.get(name)!, close }
}

/** The files of a folder with this detail, and their sizes where that says it. */
function expected({
  rows,
  dimension,
  depth,
  columns,
  thumbnail,
}: StoredDetail): [name: string, bytes: number | null][] {
  return [
    [layout.embeddings, 4 * rows * dimension],
    [layout.map, 8 * rows],
    [layout.neighbours, 4 * rows * depth],
    [layout.distances, 4 * rows * depth],
    [layout.rows, null],
    [layout.rowOffsets, 8 * (rows + 1)],
    ...columns.map((_, place): [string, number] => [layout.column(place), 4 * rows]),
    ...(thumbnail === null
      ? []
      : ([
          [layout.thumbnails, null],
          [layout.thumbnailOffsets, 8 * (rows + 1)],
        ] as [string, number | null][])),
    [layout.classes, null],
    [layout.classPages, null],
    [layout.classPageOffsets, null],
    [layout.errors, null],
    [layout.duplicates, null],
  ]
}

/** Bytes looked at together. */
const block = 1 << 20

async function checksum(open: OpenFile): Promise<number> {
  let sum = 0
  for (let at = 0; at < open.bytes; at += block)
    sum = crc32(await readAt(open, at, Math.min(block, open.bytes - at)), sum)
  return sum
}
