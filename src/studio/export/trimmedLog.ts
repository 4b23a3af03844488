import type { TrainingLog } from '../api.ts'

/** A log with at most so many entries: all that hold more than the loss, and of the others evenly spaced ones. */
export function trimmedLog(log: TrainingLog, most = 300): TrainingLog {
  const { entries } = log
  if (entries.length <= most) return log
  const telling = entries.filter((entry) => 'recallAt1' in entry)
  const rest = entries.length - telling.length
  const step = Math.max(1, rest / Math.max(1, most - telling.length))
  let next = 0
  let plain = 0
  return {
    ...log,
    entries: entries.filter((entry, i) => {
      if ('recallAt1' in entry || i === entries.length - 1) return true
      if (plain++ < next) return false
      next += step
      return true
    }),
  }
}
