import { fork } from 'node:child_process'
import { NearkinError } from '../../errors.ts'
import type { ChildMessage, PrepareOrder } from './childMessage.ts'
import type { Following } from './following.ts'

/** The last words of a process that broke off. */
const mostWords = 4000

/** Prepares a run as `prepareRun` does, in a process of its own, so that this one goes on answering. An abort kills that process: what
 *  it had not finished is swept by the next. Its failure is in the words of the error that it met; where it broke off, it says how
 *  that process ended and what to do. */
export async function prepareInChild(folder: string, { onProgress, signal }: Following): Promise<void> {
  signal?.throwIfAborted()
  const child = fork(new URL('./child.js', import.meta.url), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let words = ''
  child.stderr?.on('data', (text: Buffer) => {
    words = (words + text.toString()).slice(-mostWords)
  })
  const kill = (): void => void child.kill('SIGKILL')
  signal?.addEventListener('abort', kill)
  process.on('exit', kill)
  try {
    await new Promise<void>((resolve, reject) => {
      let answer: ChildMessage | undefined
      child.on('message', (message: ChildMessage) => {
        if (message.kind === 'progress') onProgress(message.stage, message.done, message.total)
        else answer = message
      })
      child.on('error', reject)
      // Its last word may still be on its way when it has exited.
      child.on('close', (code, killedBy) => {
        if (signal?.aborted) reject(signal.reason)
        else if (answer?.kind === 'done') resolve()
        else if (answer?.kind === 'failed') reject(new Error(answer.message))
        else reject(brokenOff(folder, words, killedBy ?? `code ${code}`))
      })
      child.send({ folder } satisfies PrepareOrder, () => {})
    })
  } finally {
    signal?.removeEventListener('abort', kill)
    process.off('exit', kill)
  }
}

function brokenOff(folder: string, words: string, how: string): NearkinError {
  const short = /heap out of memory|bad_alloc|Cannot allocate|allocation failed/i.test(words) || how === 'SIGKILL'
  const lines = words.trim().split('\n')
  const last = lines.find((line) => /\berror\b/i.test(line)) ?? lines.at(-1)!
  return new NearkinError({
    who: folder,
    rule: `the process that prepares it must come to its end, and ended with ${how}${last === '' || short ? '' : `: ${last}`}`,
    remedy: short
      ? 'memory ran out, or somebody ended it: close what else needs memory, and start again'
      : 'start again; where it happens again, an image or the model may be what breaks it',
  })
}
