import { type ComponentChildren, createContext } from 'preact'
import { useCallback, useContext, useEffect } from 'preact/hooks'
import type { RunList, RunSummary, StudioEvent } from '../../api.ts'
import { useRoute } from '../route.ts'
import { useEvents } from './events.ts'
import { type Loading, useResource } from './resource.ts'
import { setParams } from './setParams.ts'

const empty: Loading<RunList> = { value: null, error: null, loading: true, again: () => {} }
const Runs = createContext<Loading<RunList>>(empty)

/** Keeps the list of runs, and asks again when the server says so, or every few seconds while it does not answer. */
export function RunsProvider({ children }: { readonly children: ComponentChildren }) {
  const runs = useResource<RunList>('/api/runs')
  const { again, error } = runs
  const hear = useCallback((event: StudioEvent) => {
    if (event.type === 'runs' || event.type === 'prepared') again()
  }, [])
  useEvents(hear)
  useEffect(() => {
    if (!error) return
    const timer = setTimeout(again, 2000)
    return () => clearTimeout(timer)
  }, [error, again])
  return <Runs.Provider value={runs}>{children}</Runs.Provider>
}

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
