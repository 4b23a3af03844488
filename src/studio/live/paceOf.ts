import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { type Moment, momentOf } from '../../train/events/event.ts'
import { wholeTfRecords } from '../../train/events/tfRecord.ts'
import { eventsName } from '../../train/openEvents.ts'

/** Bytes from the end of the event file: some hundred events. */
const tail = 1 << 16

/** Stretches between events that say how fast it goes now. */
const newest = 40

/** A stretch that took so many times what is usual holds a pause: the training was killed, and resumed later. */
const pause = 8

/** How long training takes a step, in seconds, its looks spread over all; null where that is not known. From the wall times of the
 *  run's TensorBoard events, which its log has not: two logs of the same settings are to be the same. */
export async function paceOf(folder: string): Promise<number | null> {
  return secondsPerStep(await momentsIn(join(folder, eventsName)))
}

/** The same from when events were written. Events of one step are its report and what a look then found: what lies between them is the
 *  look's. Exported for its test. */
export function secondsPerStep(moments: readonly Moment[]): number | null {
  const stretches = moments.slice(1).map(({ step, wallTime }, i) => {
    const before = moments[i]!
    return { steps: step - before.step, seconds: wallTime - before.wallTime }
  })
  const walked = stretches.filter(({ steps, seconds }) => steps > 0 && seconds > 0)
  const usual = medianOf(walked.map(({ steps, seconds }) => seconds / steps))
  if (usual === null) return null
  const steady = walked.filter(({ steps, seconds }) => seconds / steps <= pause * usual).slice(-newest)
  const looked = stretches.filter(({ steps, seconds }) => steps === 0 && seconds > 0)
  return ratioOf(steady) + sumOf(looked, 'seconds') / sumOf(walked, 'steps')
}

type Stretch = Readonly<Record<'steps' | 'seconds', number>>

const sumOf = (stretches: readonly Stretch[], what: keyof Stretch): number =>
  stretches.reduce((sum, stretch) => sum + stretch[what], 0)

const ratioOf = (stretches: readonly Stretch[]): number => sumOf(stretches, 'seconds') / sumOf(stretches, 'steps')

function medianOf(values: readonly number[]): number | null {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? null
}

async function momentsIn(path: string): Promise<Moment[]> {
  try {
    const file = await open(path, 'r')
    try {
      const { size } = await file.stat()
      const from = Math.max(0, size - tail)
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from)
      return wholeTfRecords(buffer.subarray(0, bytesRead))
        .map(momentOf)
        .filter(({ step, wallTime }) => step > 0 && wallTime > 0)
    } finally {
      await file.close()
    }
  } catch {
    // Without it nothing is known of time, and all else can be shown.
    return []
  }
}
