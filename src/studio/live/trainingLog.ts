import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readAboutLooks } from '../../runs/looks/aboutLooks.ts'
import { lookSteps } from '../../runs/looks/lookFiles.ts'
import type { RunState, TrainingLog } from '../api.ts'
import { paceOf } from './paceOf.ts'
import { readEntries } from './readEntries.ts'

/** What a run's training wrote after a step, and how far it is. A head that is trained first is told of until the training itself
 *  begins. How many steps there are to be, and images in each, stands in `looks/about.json`; of runs that have none, in their
 *  settings, where these say it.
 *  @param after null: all of it */
export async function trainingLog(
  { folder, state }: { readonly folder: string; readonly state: RunState },
  after: number | null,
): Promise<TrainingLog> {
  const head = join(folder, 'head')
  const first = !existsSync(join(folder, 'log.jsonl')) && existsSync(join(head, 'log.jsonl'))
  const place = first ? head : folder
  const [log, plan, pace] = await Promise.all([
    readEntries(join(place, 'log.jsonl'), after),
    planOf(folder, place),
    paceOf(place),
  ])
  const steps = plan.steps ?? (state === 'finished' ? log.lastStep : null)
  const { imagesPerStep } = plan
  const left = steps === null || log.lastStep === null ? null : Math.max(0, steps - log.lastStep)
  return {
    state,
    part: first ? 'head' : 'whole',
    steps,
    batchSize: imagesPerStep,
    ...log,
    looks: first ? [] : lookSteps(folder).filter((step) => step <= (log.lastStep ?? 0)),
    imagesPerSecond: pace === null || imagesPerStep === null ? null : imagesPerStep / pace,
    secondsLeft: state !== 'training' || pace === null || left === null ? null : left * pace,
  }
}

/** Steps of a training and images in each, as far as they are known. */
async function planOf(folder: string, place: string): Promise<{ steps: number | null; imagesPerStep: number | null }> {
  const { steps, classes, samples, accumulate } = await numbersIn(join(place, 'config.json'))
  const own = classes && samples ? classes * samples * (accumulate ?? 1) : null
  try {
    const about = readAboutLooks(folder)
    return { steps: place === folder ? about.steps : (steps ?? null), imagesPerStep: about.imagesPerStep }
  } catch {
    return { steps: steps ?? null, imagesPerStep: own }
  }
}

/** The counts that a configuration holds by name. */
async function numbersIn(path: string): Promise<Partial<Record<string, number>>> {
  try {
    const config: unknown = JSON.parse(await readFile(path, 'utf8'))
    return Object.fromEntries(
      Object.entries(config as object).filter(([, value]) => Number.isSafeInteger(value) && value > 0),
    )
  } catch {
    return {}
  }
}
