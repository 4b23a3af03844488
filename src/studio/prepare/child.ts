/** @file What a process runs that prepares a run: it is told which, says how far it is, and ends. */
import { setPriority } from 'node:os'
import { NearkinError } from '../../errors.ts'
import type { ChildMessage, PrepareOrder } from './childMessage.ts'
import { prepareRun } from './prepareRun.ts'

/** Progress is said no more often than this, in milliseconds. */
const sayEvery = 100

// The page, and what else is done on this machine, go before.
setPriority(10)

// Without a parent nobody waits for it.
process.on('disconnect', () => process.exit(1))

process.once('message', async ({ folder }: PrepareOrder) => {
  let said = { stage: '', at: 0 }
  try {
    await prepareRun(folder, {
      onProgress(stage, done, total) {
        const now = performance.now()
        if (stage === said.stage && now - said.at < sayEvery) return
        said = { stage, at: now }
        say({ kind: 'progress', stage, done, total })
      },
    })
    say({ kind: 'done' })
  } catch (error) {
    say({ kind: 'failed', message: wordsOf(folder, error) })
  }
})

/** The process ends once its last word is out. */
function say(message: ChildMessage): void {
  process.send!(message, () => {
    if (message.kind !== 'progress') process.exit(0)
  })
}

function wordsOf(folder: string, error: unknown): string {
  if (error instanceof NearkinError) return error.message
  return new NearkinError({
    who: folder,
    rule: `preparing it must not break off, and did: ${error instanceof Error ? error.message : String(error)}`,
    remedy: 'this is a fault of the program; run `nearkin kinds` on it to see more',
  }).message
}
