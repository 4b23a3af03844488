import type { Interrupt } from '../train/interrupt.ts'
import { onInterrupt } from '../train/interrupt.ts'

/** What Ctrl-C does to a command that trains. */
export interface Stopping extends Interrupt {
  /** Does work that looks at `requested` itself, and saves. At any other time the first Ctrl-C ends the process at once:
   *  all that is worth keeping is on the disk by then. */
  saving<T>(work: () => Promise<T>): Promise<T>
  /** Says that the work was stopped and how to go on; exit code 130. */
  stopped(what?: string): void
}

/** Watches for Ctrl-C and SIGTERM. @param again the command that goes on with the work
 *  @param what is saved. Default: a checkpoint */
export function stopping(again: string, what = 'a checkpoint'): Stopping {
  let works = false
  const stopped = (what = 'stopped'): void => {
    process.stderr.write(`\n${what}\ngo on with: ${again}\n`)
    process.exitCode = 130
  }
  const interrupt = onInterrupt(() => {
    if (works) return void process.stderr.write(`\nsaving ${what}; Ctrl-C again ends at once\n`)
    stopped('stopped; what was trained is saved')
    process.exit()
  })
  return {
    get requested() {
      return interrupt.requested
    },
    // Once asked for, it holds to the end of the process: a second Ctrl-C must find it.
    dispose: () => {
      if (!interrupt.requested) interrupt.dispose()
    },
    stopped,
    async saving(work) {
      works = true
      try {
        return await work()
      } finally {
        works = false
      }
    },
  }
}
