import { lossOf } from './lossOf.ts'
import { optimizerOf, scheduleOf } from './optimizerOf.ts'
import type { Settings } from './settings.ts'

/** Fails on settings that cannot go together, whatever the data: to be said before images are decoded. */
export function checkSettings(settings: Settings): void {
  lossOf(settings, 2)
  optimizerOf(settings)
  if (settings.steps !== null) scheduleOf(settings, settings.steps)
}
