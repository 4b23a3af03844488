import { setTimeout as sleep } from 'node:timers/promises'
import { NearkinError } from '../../errors.ts'
import type { Judgement } from '../../evaluate/judge.ts'
import { isLocked } from '../../lock.ts'
import type { Data } from '../../runs/dataOf.ts'
import { dataOf, divideData } from '../../runs/dataOf.ts'
import type { Settings } from '../../runs/settings.ts'
import { reasonOf } from '../failedText.ts'
import { oneRun } from '../oneRun.ts'
import type { Measured, Order, Outcome } from './jobs.ts'

/** @file A process that does trainings of a sweep, one after another: it loads the data once. It ends with the process that started it,
 *  however that ends, and leaves Ctrl-C to it. */

type Run = Extract<Order, { kind: 'run' }>

let stopped = false
let loaded: Promise<Data> | undefined
let queue: Promise<unknown> = Promise.resolve()
const stop = {
  get requested() {
    return stopped
  },
  saving: <T>(work: () => Promise<T>) => work(),
}

process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit())
process.on('message', (order: Order) => {
  if (order.kind === 'stop') stopped = true
  else queue = queue.then(async () => process.send?.(await outcomeOf(order)))
})

async function outcomeOf({ job: { place, settings }, folder, checkpointEvery }: Run): Promise<Outcome> {
  try {
    if (stopped) return { kind: 'stopped', place }
    await free(folder)
    const data = await divided(settings)
    const { judgement } = await oneRun(settings, data, { folder, label: place, resume: true, stop, checkpointEvery })
    return judgement ? { kind: 'done', place, value: measured(judgement) } : { kind: 'stopped', place }
  } catch (error) {
    // A folder that another process holds, a full disk: told as it is; what was not foreseen, with its place in the sources.
    if (!(error instanceof NearkinError)) process.stderr.write(`${error instanceof Error ? error.stack : error}\n`)
    return { kind: 'failed', place, reason: reasonOf(error).replaceAll(folder, place) }
  }
}

/** A worker of a sweep that was killed may need a moment to see that: it ends by itself. */
async function free(folder: string): Promise<void> {
  for (let waited = 0; isLocked(folder) && waited < 20_000; waited += 100) await sleep(100)
}

async function divided(settings: Settings): Promise<Data> {
  // The images of all folds are the same.
  loaded ??= dataOf(settings)
  return divideData(settings, await loaded)
}

const measured = ({ levels }: Judgement): Measured => {
  const { means } = levels[0]!.all
  return { 'map@r': means['MAP@R'] ?? null, 'recall@1': means['Recall@1'] ?? null }
}
