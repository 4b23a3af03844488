import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import type { Job, Order, Outcome } from './jobs.ts'
import { folderOf } from './jobs.ts'

/** Processes that train beside each other. */
export interface Pool {
  /** Has all jobs done, in any order; `each` is called when one has ended. After an interrupt those begun are saved, and no more begun. */
  run(jobs: readonly Job[], each: (outcome: Outcome) => void): Promise<void>
  close(): void
}

/** How often a wish to stop is looked for, in milliseconds. */
const lookEvery = 100

/** The last words of a process that broke off. */
const mostWords = 2000

/** Starts processes as they are needed, at most `parallel`; each trains with `threads` threads of the runtime. What comes out depends on
 *  the threads of one, and not on how many there are. A process that breaks off fails its job alone: another takes its place. */
export function openPool({
  out,
  parallel,
  threads,
  checkpointEvery,
  stop,
}: {
  readonly out: string
  readonly parallel: number
  readonly threads: number
  readonly checkpointEvery: number
  readonly stop: { readonly requested: boolean }
}): Pool {
  const idle: ChildProcess[] = []
  const all = new Set<ChildProcess>()

  const start = (): ChildProcess => {
    const child = fork(new URL('./worker.js', import.meta.url), {
      env: { ...process.env, NEARKIN_THREADS: String(threads) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    all.add(child)
    child.once('exit', () => {
      all.delete(child)
      const at = idle.indexOf(child)
      if (at >= 0) idle.splice(at, 1)
    })
    return child
  }

  const one = (child: ChildProcess, job: Job): Promise<Outcome> =>
    new Promise((resolve) => {
      let words = ''
      const heard = (text: Buffer): void => {
        words = (words + text.toString()).slice(-mostWords)
      }
      const answered = (outcome: Outcome): void => end(outcome, true)
      const broken = (code: number | null, signal: NodeJS.Signals | null): void => {
        const last = words.trim().split('\n').at(-1) ?? ''
        const why = `its process ended with ${signal ?? `code ${code}`}${last === '' ? '' : `: ${last}`}`
        end(
          stop.requested ? { kind: 'stopped', place: job.place } : { kind: 'failed', place: job.place, reason: why },
          false,
        )
      }
      const end = (outcome: Outcome, lives: boolean): void => {
        child.off('message', answered).off('exit', broken)
        child.stderr?.off('data', heard)
        if (lives) idle.push(child)
        resolve(outcome)
      }
      child.on('message', answered).on('exit', broken)
      child.stderr?.on('data', heard)
      child.send({ kind: 'run', job, folder: folderOf(out, job), checkpointEvery } satisfies Order, () => {})
    })

  return {
    async run(jobs, each) {
      const rest = [...jobs]
      const told = setInterval(() => {
        if (!stop.requested) return
        clearInterval(told)
        for (const child of all) if (child.connected) child.send({ kind: 'stop' } satisfies Order, () => {})
      }, lookEvery)
      const work = async (): Promise<void> => {
        for (let job = rest.shift(); job && !stop.requested; job = rest.shift())
          each(await one(idle.pop() ?? start(), job))
      }
      try {
        await Promise.all(Array.from({ length: Math.min(parallel, jobs.length) }, work))
      } finally {
        clearInterval(told)
      }
    },
    close() {
      for (const child of all) child.disconnect()
    },
  }
}
