import type { Preparation, StudioEvent } from '../api.ts'
import type { WatchedRun } from './runs/watchRuns.ts'

/** How a run is prepared: in a process of its own, told how far it is. Ends early where `signal` says so. */
export type Prepare = (
  run: WatchedRun,
  options: { readonly onProgress: (stage: string, done: number, total: number) => void; readonly signal: AbortSignal },
) => Promise<void>

/** Finished runs that are made ready to be looked at, one at a time. */
export interface PreparationQueue {
  of(id: string): Preparation
  /** Looks at the list: finished runs that are not prepared wait, and the next one is begun. */
  update(runs: readonly WatchedRun[]): void
  /** Prepares a run again, where its prepared folder is not what it was. */
  again(run: WatchedRun): void
  /** Ends what is under way. */
  close(): Promise<void>
}

const none: Preparation = { state: 'none', stage: null, done: 0, total: 0, complaint: null }

/** Progress is told no more often than this, in milliseconds. */
const tellEvery = 200

/** @param isReady whether a run's prepared folder stands for its model as it is */
export function preparationQueue({
  prepare,
  isReady,
  tell,
}: {
  readonly prepare: Prepare
  readonly isReady: (run: WatchedRun) => Promise<boolean>
  readonly tell: (event: StudioEvent, run: WatchedRun) => void
}): PreparationQueue {
  const states = new Map<string, { readonly model: string | null; readonly prepared: Preparation }>()
  const waiting: WatchedRun[] = []
  /** Ready when they were looked at first, by their model alone: their data may have changed. */
  const unchecked: WatchedRun[] = []
  let latest: readonly WatchedRun[] = []
  const stop = new AbortController()
  let working: Promise<void> | undefined

  const set = (run: WatchedRun, prepared: Partial<Preparation>): void => {
    const now = { ...none, ...prepared }
    states.set(run.id, { model: run.model, prepared: now })
    tell({ type: 'prepared', run: run.id, prepared: now }, run)
  }
  const one = async (run: WatchedRun): Promise<void> => {
    try {
      if (await isReady(run)) unchecked.push(run)
      else {
        let toldAt = 0
        let stage = ''
        set(run, { state: 'running' })
        await prepare(run, {
          signal: stop.signal,
          onProgress(now, done, total) {
            const time = performance.now()
            if (now === stage && time - toldAt < tellEvery) return
            toldAt = time
            stage = now
            set(run, { state: 'running', stage, done, total })
          },
        })
      }
      set(run, { state: 'ready' })
    } catch (error) {
      if (!stop.signal.aborted)
        set(run, { state: 'failed', complaint: error instanceof Error ? error.message : String(error) })
    }
  }
  /** Prepares a run again where its dataset is not what it was; what is ready is shown meanwhile, and stays where the dataset is away. */
  const check = async (run: WatchedRun): Promise<void> => {
    let changed = false
    const onProgress = (stage: string, done: number, total: number): void => {
      changed ||= total > 0
      if (changed) set(run, { state: 'running', stage, done, total })
    }
    await prepare(run, { signal: stop.signal, onProgress }).catch(() => {})
    if (changed && !stop.signal.aborted) set(run, { state: 'ready' })
  }
  const work = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      const run = waiting.shift()
      const ready = run ? undefined : unchecked.shift()
      if (run) await one(run)
      else if (ready) await check(ready)
      else break
      // A model may have been written anew meanwhile.
      look()
    }
    working = undefined
  }

  const enqueue = (run: WatchedRun): void => {
    if (stop.signal.aborted || waiting.some(({ id }) => id === run.id)) return
    if (states.get(run.id)?.prepared.state === 'waiting') return
    set(run, { state: 'waiting' })
    waiting.push(run)
    working ??= work()
  }

  const look = (): void => {
    for (const run of latest) {
      const known = states.get(run.id)
      if (known?.prepared.state === 'running') continue
      // Where it comes back, it is looked at as if it were new.
      if (run.state === 'gone') states.delete(run.id)
      if (run.state === 'finished' && known?.model !== run.model) enqueue(run)
    }
  }

  return {
    of: (id) => states.get(id)?.prepared ?? none,
    update(runs) {
      latest = runs
      look()
    },
    again: enqueue,
    async close() {
      stop.abort()
      await working
    },
  }
}
