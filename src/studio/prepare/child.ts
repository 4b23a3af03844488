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
    say(failure(folder, error))
  }
})

/** The process ends once its last word is out. */
function say(message: ChildMessage): void {
  process.send!(message, () => {
    if (message.kind !== 'progress') process.exit(0)
  })
}

function failure(folder: string, error: unknown): ChildMessage {
  if (!(error instanceof NearkinError)) {
    const rule = `preparing it must not break off, and did: ${error instanceof Error ? error.message : String(error)}`
    return {
      kind: 'failed',
      who: folder,
      rule,
      remedy: 'this is a fault of the program; run `nearkin kinds` on it to see more',
    }
  }
  const { who, rule, value, remedy = null } = error.complaint
  // The value as the message shows it: it may be of any kind, and need not cross.
  const shown = error.message.slice(`${who}: ${rule}`.length, remedy === null ? undefined : -`; ${remedy}`.length)
  return { kind: 'failed', who, rule: value === undefined ? rule : `${rule}${shown}`, remedy }
}
