import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { RunSummary, StudioEvent, TrainingLog } from '../../api.ts'
import { useEvents } from './events.ts'
import { mergeLogs } from './mergeLogs.ts'
import { getJson, Unavailable } from './resource.ts'

/** What is known of the training of a run. */
export interface Followed {
  readonly run: RunSummary
  readonly log: TrainingLog | null
  readonly error: Unavailable | null
}

/** Milliseconds after which a run in training is asked again, though nobody said that it has written; and after which one is that could
 *  not be asked. */
const [again, retry] = [5000, 2000]

/** The logs of some runs, which go on by themselves: what is new is asked for when the server says that a run has written, and when it
 *  answers again after it was away. */
export function useTrainingLogs(runs: readonly RunSummary[]): readonly Followed[] {
  const [known, setKnown] = useState<ReadonlyMap<string, Omit<Followed, 'run'>>>(new Map())
  const logs = useRef(new Map<string, TrainingLog>())
  const asking = useRef(new Map<string, Promise<void>>())
  const wanted = useRef<ReadonlySet<string>>(new Set())

  const ask = useCallback((id: string): void => {
    if (asking.current.has(id)) return
    const work = followOne(id, logs.current)
      .then(
        (log) => {
          logs.current.set(id, log)
          setKnown((before) => new Map(before).set(id, { log, error: null }))
        },
        (thrown: unknown) => {
          const error = thrown instanceof Unavailable ? thrown : new Unavailable(0, String(thrown))
          setKnown((before) => new Map(before).set(id, { log: logs.current.get(id) ?? null, error }))
        },
      )
      .finally(() => asking.current.delete(id))
    asking.current.set(id, work)
  }, [])

  const hear = useCallback((event: StudioEvent) => {
    if (event.type === 'log' && wanted.current.has(event.run)) ask(event.run)
    if (event.type === 'runs') for (const id of wanted.current) ask(id)
  }, [])
  useEvents(hear)

  const ids = runs.map(({ id }) => id).join(',')
  useEffect(() => {
    wanted.current = new Set(ids.split(',').filter(Boolean))
    for (const id of wanted.current) ask(id)
  }, [ids])

  const failed = [...known].some(([id, { error }]) => error !== null && error.status === 0 && wanted.current.has(id))
  const going = runs.some(({ state }) => state === 'training')
  useEffect(() => {
    if (!failed && !going) return
    const timer = setInterval(
      () => {
        for (const { id, state } of runs) if (failed || state === 'training') ask(id)
      },
      failed ? retry : again,
    )
    return () => clearInterval(timer)
  }, [ids, failed, going])

  return runs.map((run) => ({ run, ...(known.get(run.id) ?? { log: null, error: null }) }))
}

async function followOne(id: string, logs: ReadonlyMap<string, TrainingLog>): Promise<TrainingLog> {
  const path = `/api/runs/${id}/log`
  const before = logs.get(id) ?? null
  // The newest step is asked for again: a look may have been added to it.
  const after = before?.lastStep ? before.lastStep - 1 : null
  const merged = mergeLogs(before, await getJson<TrainingLog>(after === null ? path : `${path}?after=${after}`), after)
  return merged ?? getJson<TrainingLog>(path)
}
