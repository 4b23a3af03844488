import * as fs from 'node:fs'
import { fail } from '../errors.ts'
import { failWriting, readBytes, writeAtomically } from '../files.ts'
import { parseJson } from '../json.ts'
import { appendWhole } from './appendWhole.ts'

/** One line of the log: the step it tells of, and what it tells. Numbers that are not finite are stored as null. */
export interface LogEntry {
  readonly step?: number
  readonly [name: string]: unknown
}

/** A log that is open for writing. */
export interface Log {
  /** Appends one entry as one whole line. */
  append(entry: LogEntry): void
  /** Waits until all lines are on the disk (they outlive the process in any case, and by this a loss of power too). */
  sync(): void
  close(): void
}

/** Opens a log of one JSON object a line, to append to. A last line that was cut off is dropped; with `resumeAfterStep`, so is
 *  every entry of a later step: a run resumed from the checkpoint of that step writes them again. */
export function openLog(
  path: string,
  { resumeAfterStep = Number.POSITIVE_INFINITY }: { resumeAfterStep?: number } = {},
): Log {
  if (fs.existsSync(path)) {
    const bytes = readBytes(path)
    const kept = parseLines(bytes, path).filter(({ entry }) => !(Number(entry.step) > resumeAfterStep))
    const text = kept.map(({ line }) => `${line}\n`).join('')
    if (text !== new TextDecoder().decode(bytes)) writeAtomically(path, text)
  }
  let file: number | undefined = openToAppend(path)
  const opened = (): number => file ?? fail({ who: path, rule: 'the log must be open', remedy: 'open it again' })
  return {
    append: (entry) => appendWhole(opened(), path, new TextEncoder().encode(`${JSON.stringify(entry)}\n`)),
    sync: () => fs.fsyncSync(opened()),
    close() {
      if (file === undefined) return
      fs.fsyncSync(file)
      fs.closeSync(file)
      file = undefined
    },
  }
}

/** Reads a log. A last line that was cut off (by a kill, a full disk) is left out; an error names any other damaged line. */
export function readLog(path: string): LogEntry[] {
  return parseLines(readBytes(path), path).map(({ entry }) => entry)
}

function parseLines(bytes: Uint8Array, path: string): { line: string; entry: LogEntry }[] {
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes).split('\n')
  // What follows the last line end is nothing, or a line cut off; and only the end of the file can be cut off.
  if (lines.at(-1) === '') lines.pop()
  return lines.flatMap((line, i) => {
    const last = i === lines.length - 1
    try {
      const value = parseJson(line, `${path}:${i + 1}`, { remedy: 'delete this line, or the log' })
      if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return { line, entry: value as LogEntry }
    } catch (error) {
      if (!last) throw error
    }
    if (last) return []
    return fail({
      who: `${path}:${i + 1}`,
      rule: 'must hold a JSON object',
      value: line,
      remedy: 'delete this line, or the log',
    })
  })
}

function openToAppend(path: string): number {
  try {
    return fs.openSync(path, 'a')
  } catch (error) {
    return failWriting(path, 0, error)
  }
}
