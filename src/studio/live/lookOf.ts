import { existsSync } from 'node:fs'
import { demand } from '../../errors.ts'
import { readAboutLooks } from '../../runs/looks/aboutLooks.ts'
import { lookPath } from '../../runs/looks/lookFiles.ts'
import { storedLook } from '../../runs/looks/storedLook.ts'
import type { Look } from '../api.ts'

/** The map of a run as it was at a step. Fails where there is none, or its files are damaged. */
export function lookOf(folder: string, step: number): Look {
  const path = lookPath(folder, step)
  demand(Number.isSafeInteger(step) && step > 0 && existsSync(path), {
    who: 'look',
    rule: 'the run must have been looked at after this step',
    value: step,
    remedy: 'choose one of those in its log',
  })
  const { label, finer } = readAboutLooks(folder)
  return { ...storedLook(folder, step, label.of.length), label, finer }
}
