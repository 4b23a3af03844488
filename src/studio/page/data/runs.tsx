import { type ComponentChildren, createContext } from 'preact'
import { useCallback, useContext, useEffect, useMemo, useState } from 'preact/hooks'
import type { Preparation, RunList, RunSummary, StudioEvent } from '../../api.ts'
import { useRoute } from '../route.ts'
import { useEvents } from './events.ts'
import { type Loading, useResource } from './resource.ts'
import { setParams } from './setParams.ts'

const empty: Loading<RunList> = { value: null, error: null, loading: true, again: () => {} }
const Runs = createContext<Loading<RunList>>(empty)

/** Keeps the list of runs, and asks again when the server says so, or every few seconds while there is none to be had. How far a
 *  preparation is, the server says with the event itself. */
export function RunsProvider({ children }: { readonly children: ComponentChildren }) {
  const runs = useResource<RunList>('/api/runs')
  const { value, again, error } = runs
  const [told, tell] = useState<Told>(nothingTold)
  const hear = useCallback((event: StudioEvent) => {
    if (event.type === 'prepared' && ['waiting', 'running'].includes(event.prepared.state))
      tell((before) => new Map(before).set(event.run, event.prepared))
    else if (event.type === 'runs' || event.type === 'prepared') again()
  }, [])
  useEvents(hear)
  // A list says how far all are; what was told before it came is old.
  useEffect(() => tell(nothingTold), [value])
  useEffect(() => {
    // One that does not answer is asked again anyhow.
    if (!error || error.status === 0) return
    const timer = setTimeout(again, 2000)
    return () => clearTimeout(timer)
  }, [error])
  const known = useMemo(() => (value && told.size > 0 ? withTold(value, told) : value), [value, told])
  return <Runs.Provider value={{ ...runs, value: known }}>{children}</Runs.Provider>
}

type Told = ReadonlyMap<string, Preparation>
const nothingTold: Told = new Map()

const withTold = (list: RunList, told: Told): RunList => ({
  ...list,
  runs: list.runs.map((run) => {
    const prepared = told.get(run.id)
    return prepared ? { ...run, prepared } : run
  }),
})

export const useRunList = (): Loading<RunList> => useContext(Runs)

export const useRuns = (): readonly RunSummary[] => useRunList().value?.runs ?? []

/** The runs that the address names in `runs`, in its order; without any, the first ones that are ready, or else that there are.
 *  @param most as many are shown */
export function useChosenRuns(most = 2): [readonly RunSummary[], (ids: readonly string[]) => void] {
  const all = useRuns()
  const named = useRoute().params.get('runs')
  const chosen = (named?.split(',') ?? []).flatMap((id) => all.find((run) => run.id === id) ?? [])
  const ready = all.filter((run) => run.prepared.state === 'ready')
  const usual = firstOfEachMethod(ready.length > 0 ? ready : all)
  return [(chosen.length > 0 ? chosen : usual).slice(0, most), (ids) => setParams({ runs: ids.join(',') })]
}

/** Two seeds of one method say less side by side than two methods. */
function firstOfEachMethod(runs: readonly RunSummary[]): RunSummary[] {
  const firsts = runs.filter((run, i) => runs.findIndex(({ method }) => method === run.method) === i)
  return [...firsts, ...runs.filter((run) => !firsts.includes(run))]
}
