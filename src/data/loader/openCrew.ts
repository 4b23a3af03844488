import { MessageChannel, Worker } from 'node:worker_threads'
import { NearkinError } from '../../errors.ts'
import type { Augment } from '../augment/augment.ts'
import type { Done, Duty, Task } from './messages.ts'
import { serve } from './serve.ts'

/** An image that could not be made, and why. */
export type Failure = Done['failed'][number]

/** The workers of a loader. */
export interface Crew {
  /** Has images made; gives those that failed, in the order of their places. Fails where a worker ends, and after `close`.
   *  The workers go on by themselves through all that they were given, whatever this thread does meanwhile. */
  readonly run: (task: Omit<Task, 'id' | 'control'>) => Promise<readonly Failure[]>
  /** Keeps the process running until `promise` is settled: workers alone do not. */
  readonly hold: <T>(promise: Promise<T>) => Promise<T>
  /** Stops after the images in hand. */
  readonly close: () => Promise<void>
}

interface Pending {
  readonly control: Int32Array
  readonly jobs: number
  made: number
  readonly failed: Failure[]
  readonly resolve: (failed: readonly Failure[]) => void
  readonly reject: (error: unknown) => void
}

/** A worker, or this thread in its place. */
interface Hand {
  readonly post: (message: Task | 'close') => void
  readonly ref: () => void
  readonly unref: () => void
  /** Resolves once it has ended. */
  readonly ended: Promise<unknown>
}

/** Starts `workers` threads; with 0 the work is done in this one. */
export function openCrew(workers: number, duty: Duty, augment: Augment): Crew {
  const pending = new Map<number, Pending>()
  let ids = 0
  let waiting = 0
  let over: NearkinError | undefined

  const collect = ({ id, made, failed, fault }: Done): void => {
    const task = pending.get(id)
    if (task === undefined) return
    task.made += made
    task.failed.push(...failed)
    if (fault !== undefined) task.reject(fault)
    else if (task.made + task.failed.length < task.jobs) return
    else task.resolve(task.failed.sort((a, b) => a.slot - b.slot))
    pending.delete(id)
  }
  const stop = (why: NearkinError): void => {
    over ??= why
    for (const { control, reject } of pending.values()) {
      Atomics.store(control, 1, 1)
      reject(over)
    }
    pending.clear()
    for (const hand of hands) hand.post('close')
  }
  const crashed = (cause: unknown): void => {
    if (over === undefined) stop(crash(cause))
  }
  const hands: readonly Hand[] =
    workers === 0
      ? [thisThread(duty, augment, collect)]
      : Array.from({ length: workers }, () => thread(duty, collect, crashed))

  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        if (over !== undefined) return reject(over)
        const id = ids++
        const control = new Int32Array(new SharedArrayBuffer(8))
        pending.set(id, { control, jobs: task.jobs.length, made: 0, failed: [], resolve, reject })
        for (const hand of hands) hand.post({ ...task, id, control })
      }),
    async hold(promise) {
      if (waiting++ === 0) for (const hand of hands) hand.ref()
      try {
        return await promise
      } finally {
        if (--waiting === 0) for (const hand of hands) hand.unref()
      }
    },
    async close() {
      stop(new NearkinError({ who: 'loader', rule: 'was closed', remedy: 'open another' }))
      for (const hand of hands) hand.ref()
      await Promise.all(hands.map(({ ended }) => ended))
    },
  }
}

const crash = (cause: unknown): NearkinError =>
  new NearkinError({
    who: 'loader',
    rule: 'its worker threads must go on working, and one ended',
    value: cause,
    remedy: 'where memory is short, use fewer workers or smaller images; otherwise this is a fault of the program',
    cause,
  })

function thread(duty: Duty, collect: (done: Done) => void, crashed: (cause: unknown) => void): Hand {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: duty })
  worker.unref()
  worker.on('message', collect)
  worker.on('error', crashed)
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', (code) => {
      crashed(`exit code ${code}`)
      resolve()
    })
  })
  return {
    post: (message) => worker.postMessage(message),
    ref: () => worker.ref(),
    unref: () => worker.unref(),
    ended,
  }
}

function thisThread(duty: Duty, augment: Augment, collect: (done: Done) => void): Hand {
  const { port1, port2 } = new MessageChannel()
  port1.on('message', collect)
  serve(port2, duty, augment)
  port1.unref()
  port2.unref()
  return {
    post: (message) => port1.postMessage(message),
    ref: () => port1.ref(),
    unref: () => port1.unref(),
    ended: new Promise((resolve) => port1.on('close', resolve)),
  }
}
