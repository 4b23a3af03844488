import type { MessagePort } from 'node:worker_threads'
import type { Augment } from '../augment/augment.ts'
import { reasonOf } from '../reasonOf.ts'
import { makeImage } from './makeImage.ts'
import type { Done, Duty, Job, Task } from './messages.ts'
import { readSource } from './readSource.ts'

/** Images that a worker has in hand at a time: while one is being decoded in the thread pool, another is varied here. */
const lanes = 2

/** Does the tasks that arrive at a port, one after the other, until it is closed: of each it takes jobs as long as there are
 *  any, and then says what it did. */
export function serve(port: MessagePort, { form, seed }: Duty, augment: Augment): void {
  let last = Promise.resolve()
  port.on('message', (task: Task | 'close') => {
    last = last.then(async () => {
      if (task === 'close') port.close()
      else port.postMessage(await work(task, (job, out) => make(task, job, out)))
    })
  })

  const make = async ({ epoch }: Task, { row, source }: Job, out: Uint8Array): Promise<void> =>
    makeImage(readSource(source), form, augment, `${seed}/augment/${epoch}/${row}`, out)
}

async function work(task: Task, make: (job: Job, out: Uint8Array) => Promise<void>): Promise<Done> {
  const { id, jobs, pixels, control } = task
  const stride = pixels.length / task.batch
  const failed: Done['failed'][number][] = []
  let made = 0
  const lane = async (): Promise<void> => {
    while (Atomics.load(control, 1) === 0) {
      const job = jobs[Atomics.add(control, 0, 1)]
      if (job === undefined) return
      const { slot } = job
      try {
        await make(job, pixels.subarray(slot * stride, (slot + 1) * stride))
        made++
      } catch (error) {
        failed.push({ slot, reason: reasonOf(error) })
      }
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane))
    return { id, made, failed }
  } catch (fault) {
    Atomics.store(control, 1, 1)
    return { id, made, failed, fault }
  }
}
