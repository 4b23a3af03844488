import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { Question, Reply } from './helperMessages.ts'

/** A process that does what would block the server, or fill its memory: decoding, models. */
export interface Helper<Q, A> {
  /** Fails with {@link HelperBusy} where too many wait, with {@link HelperFailed} where the process broke off, and with what the process
   *  complains of. @param signal whoever asked has gone */
  ask(question: Q, signal?: AbortSignal): Promise<A>
  close(): Promise<void>
}

/** What the process found wrong, in words for whoever asked. */
export class HelperComplaint extends Error {}
/** As many wait already as are let in. */
export class HelperBusy extends Error {}
/** The process ended, or took too long and was ended. */
export class HelperFailed extends Error {}

interface Waiting<Q, A> {
  readonly question: Q
  readonly resolve: (answer: A) => void
  readonly reject: (error: Error) => void
  readonly signal: AbortSignal | undefined
  /** It was put to a process that was about to end. */
  readonly again?: true
}

interface Asked<Q, A> extends Waiting<Q, A> {
  readonly of: ChildProcess
  readonly timer: NodeJS.Timeout
}

/** A process that is started when it is first asked, ended when it has not been asked for a while, and started again where it broke off.
 *  @param script a module that calls `answerQuestions`
 *  @param atOnce questions that it works on at a time
 *  @param most questions that may wait
 *  @param longest milliseconds that one may take
 *  @param idle milliseconds after which it ends */
export function openHelper<Q, A>(
  script: URL,
  { atOnce = 1, most = 64, longest = 30_000, idle = 60_000 } = {},
): Helper<Q, A> {
  const waiting: Waiting<Q, A>[] = []
  const asked = new Map<number, Asked<Q, A>>()
  let child: ChildProcess | undefined
  let resting: NodeJS.Timeout | undefined
  let last = 0

  const take = (id: number): Waiting<Q, A> | undefined => {
    const one = asked.get(id)
    if (one) clearTimeout(one.timer)
    asked.delete(id)
    return one
  }
  const start = (): ChildProcess => {
    const started = fork(script, { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' })
    started.on('message', (reply: Reply) => {
      const one = take(reply.id)
      if ('complaint' in reply)
        one?.reject(reply.known ? new HelperComplaint(reply.complaint) : new HelperFailed(reply.complaint))
      else one?.resolve(reply.value as A)
      next()
    })
    started.once('exit', () => {
      if (child === started) child = undefined
      for (const [id, { of }] of [...asked])
        if (of === started) take(id)?.reject(new HelperFailed('the process that was at it has broken off; ask again'))
      next()
    })
    started.on('error', () => {})
    return started
  }
  /** A question that comes before it has ended is put to another. */
  const rest = (): void => {
    const current = child
    child = undefined
    current?.disconnect()
  }
  const next = (): void => {
    clearTimeout(resting)
    while (asked.size < atOnce && waiting.length > 0) {
      const one = waiting.shift()!
      if (one.signal?.aborted) continue
      child ??= start()
      const current = child
      const id = ++last
      const timer = setTimeout(() => {
        take(id)?.reject(new HelperFailed(`this took longer than ${longest / 1000} seconds and was given up`))
        current.kill('SIGKILL')
      }, longest)
      asked.set(id, { ...one, of: current, timer })
      current.send({ id, question: one.question } satisfies Question, (error) => {
        if (!error) return
        if (child === current) child = undefined
        if (!take(id)) return
        if (one.again) one.reject(new HelperFailed('the process that was to do it has ended; ask again'))
        else waiting.unshift({ ...one, again: true })
        next()
      })
    }
    if (asked.size === 0 && child) resting = setTimeout(rest, idle).unref()
  }
  return {
    ask: (question, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(new HelperBusy('nobody waits for it any more'))
        if (waiting.length >= most) return reject(new HelperBusy('too much is asked for at a time; ask again'))
        const one = { question, resolve, reject, signal }
        waiting.push(one)
        signal?.addEventListener('abort', () => {
          const at = waiting.indexOf(one)
          if (at < 0) return
          waiting.splice(at, 1)
          reject(new HelperBusy('nobody waits for it any more'))
        })
        next()
      }),
    async close() {
      clearTimeout(resting)
      for (const one of waiting.splice(0)) one.reject(new HelperFailed('the studio ends'))
      const current = child
      if (!current || current.exitCode !== null || current.signalCode !== null) return
      const ended = once(current, 'exit')
      current.kill('SIGKILL')
      await ended
    },
  }
}
