import type { TrainingLog } from '../../api.ts'

/** What is known of a training, once what it wrote after a step has come; null where that is not enough: the training is another than
 *  before, or was set back behind the step, and all of it must be asked for.
 *  @param after the step that was asked for; null: all of it */
export function mergeLogs(before: TrainingLog | null, fresh: TrainingLog, after: number | null): TrainingLog | null {
  if (after === null) return fresh
  if (!before || before.part !== fresh.part || (fresh.lastStep ?? 0) < (before.lastStep ?? 0)) return null
  const kept = <T extends { readonly step: number }>(all: readonly T[]): T[] => all.filter(({ step }) => step <= after)
  return {
    ...fresh,
    entries: [...kept(before.entries), ...fresh.entries],
    alarms: [...kept(before.alarms), ...fresh.alarms],
    damaged: Math.max(before.damaged, fresh.damaged),
  }
}
