import * as fs from 'node:fs'
import { fail } from '../errors.ts'
import { failWriting, readBytes, writeAtomically } from '../files.ts'
import { appendWhole } from './appendWhole.ts'
import { scalarEvent, stepOf, versionEvent } from './events/event.ts'
import { readTfRecords, tfRecord } from './events/tfRecord.ts'
import type { Log } from './log.ts'

/** The usual name of a run's event file. TensorBoard takes any file whose name holds `tfevents`; without a time and a host in
 *  it, as others have, a resumed run goes on in the same file. */
export const eventsName = 'events.out.tfevents.nearkin'

/** Opens a TensorBoard event file to append to, as {@link Log}: of each entry that has a step, every finite number becomes a
 *  scalar of its own name (rounded to float32); entries without a step or a number leave nothing there. A last event that
 *  was cut off is dropped; with `resumeAfterStep`, so is every event of a later step: a run resumed from the checkpoint of
 *  that step writes them again. A file damaged in its midst is an error.
 *
 *  The events' wall times are those of the clock, so that TensorBoard can show how long a run took: in this file alone a run
 *  differs from another of the same settings. @param now seconds since 1970 */
export function openEvents(
  path: string,
  {
    resumeAfterStep = Number.POSITIVE_INFINITY,
    now = () => Date.now() / 1000,
  }: { resumeAfterStep?: number; now?: () => number } = {},
): Log {
  let kept: Uint8Array[] = []
  if (fs.existsSync(path)) {
    const bytes = readBytes(path)
    kept = readTfRecords(bytes, path).filter((event) => stepOf(event) <= resumeAfterStep)
    const length = kept.reduce((sum, event) => sum + event.length + 16, 0)
    if (length !== bytes.length) writeAtomically(path, Buffer.concat(kept.map(tfRecord)))
  }
  let file: number | undefined = openToAppend(path)
  const opened = (): number => file ?? fail({ who: path, rule: 'the event file must be open', remedy: 'open it again' })
  if (kept.length === 0) appendWhole(opened(), path, tfRecord(versionEvent(now())))
  return {
    append(entry) {
      const open = opened()
      const { step, ...others } = entry
      const numbers = Object.entries(others).filter((one): one is [string, number] => Number.isFinite(one[1]))
      if (step === undefined || numbers.length === 0) return
      appendWhole(open, path, tfRecord(scalarEvent(now(), step, Object.fromEntries(numbers))))
    },
    sync: () => fs.fsyncSync(opened()),
    close() {
      if (file === undefined) return
      fs.fsyncSync(file)
      fs.closeSync(file)
      file = undefined
    },
  }
}

function openToAppend(path: string): number {
  try {
    return fs.openSync(path, 'a')
  } catch (error) {
    return failWriting(path, 0, error)
  }
}
