import type { Log } from './log.ts'
import { openLog } from './log.ts'
import { eventsName, openEvents } from './openEvents.ts'
import type { Run } from './runFolder.ts'

/** The log of a run, and its TensorBoard events where these are wanted, as one.
 *  @param step after which a resumed run goes on */
export function openLogs(run: Run, { step, events }: { readonly step: number; readonly events: boolean }): Log {
  const resumed = run.resumed ? { resumeAfterStep: step } : {}
  const logs = [openLog(run.path('log.jsonl'), resumed)]
  if (events) logs.push(openEvents(run.path(eventsName), resumed))
  const each =
    (what: (log: Log) => void): (() => void) =>
    () => {
      for (const log of logs) what(log)
    }
  return {
    append: (entry) => {
      for (const log of logs) log.append(entry)
    },
    sync: each((log) => log.sync()),
    close: each((log) => log.close()),
  }
}
