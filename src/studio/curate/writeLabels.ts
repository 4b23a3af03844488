import { open, rename, rm, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { csvText } from '../../data/csvText.ts'
import { demand } from '../../errors.ts'
import { failWriting, makeFolder, temporaryName } from '../../files.ts'
import type { CurationNow } from './curationNow.ts'
import type { LabelChanges } from './labelChanges.ts'
import { labelHeadings } from './labelHeadings.ts'
import type { ColumnValues } from './openCuratedRun.ts'
import { placeWritten } from './placeWritten.ts'

/** What a label file is made of. */
export type CuratedLabels = Pick<CurationNow, 'run' | 'levels' | 'level' | 'kind' | 'split'>

/** Writes the labels of a run's images as they are decided: a manifest with path, name, split where there are splits, every label level
 *  as it was, the curated level as it is now, and the kinds. An image that bears another label is of no kind of its old class: its
 *  kind is its class. Images that are left out are not in it. Whoever reads `path` finds the old file or the new one; it is
 *  written in blocks, so that its size does not matter. Images without files of their own are looked for in `images` beside it. */
export async function writeLabels(path: string, curated: CuratedLabels, changes: LabelChanges): Promise<void> {
  const found = await stat(path).catch(() => null)
  demand(found === null || found.isFile(), {
    who: path,
    rule: 'must be a file to be written, not a folder or device',
    remedy: 'move it away',
  })
  makeFolder(dirname(path))
  const temporary = temporaryName(dirname(path))
  let bytes = 0
  try {
    const file = await open(temporary, 'wx')
    try {
      for await (const text of texts(curated, changes)) {
        const { length } = Buffer.from(text)
        await file.writeFile(text)
        bytes += length
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    failWriting(path, bytes, error)
  }
}

async function* texts(
  { run, levels, level, kind, split }: CuratedLabels,
  { labels, leftOut, kinds }: LabelChanges,
): AsyncGenerator<string> {
  const names = levels.map(({ name }) => name)
  const headings = labelHeadings(names, level.name)
  const heading = ['path', 'name', ...(split ? ['split'] : []), ...headings.levels, headings.corrected, headings.kind]
  yield csvText(heading, [])
  for await (const { from, records } of run.blocks()) {
    const lines: string[][] = []
    for (const [i, record] of records.entries()) {
      const row = from + i
      if (leftOut.has(row)) continue
      const was = textOf(level, row)
      const now = labels.get(row) ?? was
      const found = kind ? textOf(kind, row) : was
      lines.push([
        record.path === null ? placeWritten(record.image) : resolve(record.path).replaceAll('\\', '/'),
        record.name,
        ...(split ? [textOf(split, row)] : []),
        ...levels.map((one) => textOf(one, row)),
        now,
        now !== was ? now : kinds.has(row) ? (kinds.get(row) ?? now) : found,
      ])
    }
    if (lines.length > 0) yield csvText(lines[0]!, lines.slice(1))
  }
}

const textOf = ({ classes, of }: ColumnValues, row: number): string => classes[of[row]!] ?? ''
