import { type FileHandle, open } from 'node:fs/promises'
import type { TrainingEntry } from '../api.ts'

/** Bytes that are read at a time. */
const block = 1 << 18

/** A longer line is none of a log. */
const longestLine = 1 << 20

/** Entries that are given of a longer log, evenly: as many again of looks. */
const most = 3000

/** A part of a log. */
export interface Entries {
  /** One a step, by step. */
  readonly entries: readonly TrainingEntry[]
  readonly alarms: readonly { readonly step: number; readonly text: string }[]
  /** The newest step of the whole log; null where it has none. */
  readonly lastStep: number | null
  /** Whole lines that are no entries. */
  readonly damaged: number
}

/** Reads the entries of a log that come after a step, holding a block of it at a time; those of before are passed over from the end. A
 *  last line that is half written is left for the next time, a damaged one is counted. A log that is not there has no entries.
 *  @param after null: all of them; of a long log some, evenly, and the newest */
export async function readEntries(path: string, after: number | null): Promise<Entries> {
  let file: FileHandle
  try {
    file = await open(path, 'r')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return nothing
    throw error
  }
  try {
    const { size } = await file.stat()
    const from = after === null ? 0 : await beginning(file, size, after)
    return await entriesFrom(file, from, size, after ?? Number.NEGATIVE_INFINITY)
  } finally {
    await file.close()
  }
}

const nothing: Entries = { entries: [], alarms: [], lastStep: null, damaged: 0 }

async function entriesFrom(file: FileHandle, from: number, to: number, after: number): Promise<Entries> {
  const [steps, looks] = [thinned(), thinned()]
  const alarms: { step: number; text: string }[] = []
  let lastStep: number | null = null
  let damaged = 0
  for await (const line of linesOf(file, from, to)) {
    const entry = entryOf(line)
    if (!entry) {
      if (line.trim() !== '') damaged++
      continue
    }
    lastStep = Math.max(lastStep ?? 0, entry.numbers.step)
    if (entry.numbers.step <= after) continue
    if (entry.alarm !== null) alarms.push({ step: entry.numbers.step, text: entry.alarm })
    if (Object.keys(entry.numbers).length === 1) continue
    const kind = 'loss' in entry.numbers ? steps : looks
    kind.add(entry.numbers)
  }
  return { entries: merged([...steps.all(), ...looks.all()]), alarms: alarms.slice(-most), lastStep, damaged }
}

/** Where the lines of steps after one begin, or somewhat before. */
async function beginning(file: FileHandle, size: number, after: number): Promise<number> {
  for (let at = Math.max(0, size - block); at > 0; at = Math.max(0, at - block)) {
    const bytes = await readPart(file, at, Math.min(size, at + block))
    const end = bytes.indexOf(10)
    const next = bytes.indexOf(10, end + 1)
    if (end < 0 || next < 0) continue
    const entry = entryOf(bytes.toString('utf8', end + 1, next))
    if (entry && entry.numbers.step <= after) return at + end + 1
  }
  return 0
}

/** Lines that are whole: a last one without an end is not given. */
async function* linesOf(file: FileHandle, from: number, to: number): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0)
  let skipping = false
  for (let at = from; at < to; at += block) {
    const part = await readPart(file, at, Math.min(to, at + block))
    if (part.length === 0) return
    const bytes = rest.length > 0 ? Buffer.concat([rest, part]) : part
    let start = 0
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, start)) {
      yield skipping ? 'too long' : bytes.toString('utf8', start, end)
      skipping = false
      start = end + 1
    }
    rest = bytes.subarray(start)
    if (rest.length <= longestLine) continue
    rest = Buffer.alloc(0)
    skipping = true
  }
}

async function readPart(file: FileHandle, from: number, to: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from)
  return buffer.subarray(0, bytesRead)
}

function entryOf(line: string): { readonly numbers: TrainingEntry; readonly alarm: string | null } | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const { step, alarm } = value as { step?: unknown; alarm?: unknown }
  if (!Number.isSafeInteger(step) || (step as number) < 0) return null
  const numbers = Object.entries(value).filter((pair): pair is [string, number] => Number.isFinite(pair[1]))
  return {
    numbers: { ...Object.fromEntries(numbers), step: step as number },
    alarm: typeof alarm === 'string' ? alarm : null,
  }
}

/** Keeps so many of what is added, evenly, and the newest. */
function thinned(): { add(entry: TrainingEntry): void; all(): TrainingEntry[] } {
  let [kept, stride, count]: [TrainingEntry[], number, number] = [[], 1, 0]
  let newest: TrainingEntry | null = null
  return {
    add(entry) {
      newest = entry
      if (count++ % stride !== 0) return
      kept.push(entry)
      if (kept.length < 2 * most) return
      kept = kept.filter((_, i) => i % 2 === 0)
      stride *= 2
    },
    all: () => (newest === null || kept.at(-1) === newest ? kept : [...kept, newest]),
  }
}

/** One entry a step, by step; what was written later holds. */
function merged(entries: readonly TrainingEntry[]): TrainingEntry[] {
  const byStep = new Map<number, TrainingEntry>()
  for (const entry of entries) byStep.set(entry.step, { ...byStep.get(entry.step), ...entry })
  return [...byStep.values()].sort((a, b) => a.step - b.step)
}
