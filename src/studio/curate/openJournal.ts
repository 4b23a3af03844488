import * as fs from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'
import { checked } from '../../checked.ts'
import { demand } from '../../errors.ts'
import { failReading, failWriting, makeFolder, readBytes, syncFolder } from '../../files.ts'
import { parseJson } from '../../json.ts'
import { appendWhole } from '../../train/appendWhole.ts'
import type { JournalEvent, JournalHeader } from './journalEvent.ts'
import { journalEvent, journalHeader } from './journalEvent.ts'

/** A journal of decisions: a file that only grows. */
export interface Journal {
  readonly path: string
  /** All that it holds, the oldest first. */
  readonly events: readonly JournalEvent[]
  /** Writes events behind the others, to the disk: they outlive a loss of power. All or none. */
  readonly append: (events: readonly JournalEvent[]) => void
  /** Whether another process has written to the file, or removed it, since: it is to be opened again. */
  readonly changed: () => boolean
}

/** Opens the journal of decisions at `path`; the file is made with the first of them. A last line that was cut off, by a kill
 *  or a full disk, was never confirmed and is cut away. Fails, naming the file and the line, on any other line that is
 *  no decision, and on a journal of another dataset or label. Nothing is passed over: a decision that is lost would come back as
 *  a wrong label. */
export function openJournal(path: string, wanted: Pick<JournalHeader, 'dataset' | 'level'>): Journal {
  const header: JournalHeader = { journal: 'nearkin curation', format: 1, dataset: wanted.dataset, level: wanted.level }
  const events: JournalEvent[] = fs.existsSync(path) ? read(path, header) : []
  let known = sizeOf(path)
  return {
    path,
    events,
    append(added) {
      const made = known === null && make(path)
      // Where another process made it first, all that it holds beside a header is news.
      known ??= made ? 0 : bytesOf([header]).length
      let file: number
      try {
        file = fs.openSync(path, 'a')
      } catch (error) {
        failWriting(path, 0, error)
      }
      try {
        const bytes = bytesOf(known === 0 ? [header, ...added] : added)
        appendWhole(file, path, bytes)
        fs.fsyncSync(file)
        // Not the size of the file: what another process has written to it meanwhile was not read here.
        known += bytes.length
      } finally {
        fs.closeSync(file)
      }
      if (made) syncFolder(dirname(path))
      events.push(...added)
    },
    changed: () => sizeOf(path) !== known,
  }
}

/** Makes an empty file; false where another process was faster. */
function make(path: string): boolean {
  makeFolder(dirname(path))
  try {
    fs.closeSync(fs.openSync(path, 'wx'))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    return failWriting(path, 0, error)
  }
}

const bytesOf = (values: readonly object[]): Uint8Array =>
  new TextEncoder().encode(values.map((value) => `${JSON.stringify(value)}\n`).join(''))

function sizeOf(path: string): number | null {
  try {
    return fs.statSync(path, { throwIfNoEntry: false })?.size ?? null
  } catch (error) {
    return failReading(path, error)
  }
}

function read(path: string, header: JournalHeader): JournalEvent[] {
  const bytes = readBytes(path)
  const whole = bytes.lastIndexOf(10) + 1
  if (whole < bytes.length) {
    try {
      fs.truncateSync(path, whole)
    } catch (error) {
      failWriting(path, 0, error)
    }
  }
  // The first line was cut off: nothing was decided yet.
  if (whole === 0) return []
  const [first, ...rest] = new TextDecoder().decode(bytes.subarray(0, whole)).split('\n').slice(0, -1)
  const found = parsed(first!, `${path}:1`, journalHeader, 'the first line must say what it is a journal of')
  const same = (what: 'dataset' | 'level'): void =>
    demand(found[what] === header[what], {
      who: path,
      rule: `must be a journal of ${what === 'dataset' ? 'the dataset' : 'the label'} '${header[what]}'`,
      value: found[what],
      remedy: 'move it away: decisions are about those images and labels alone',
    })
  same('dataset')
  same('level')
  return rest.map((line, i) => parsed(line, `${path}:${i + 2}`, journalEvent, 'must be a decision'))
}

const remedy = 'restore the file from a copy, or delete this line: it alone is lost then'

const parsed = <T>(line: string, who: string, schema: z.ZodType<T>, rule: string): T =>
  checked(schema, parseJson(line, who, { remedy }), { who, rule, remedy })
