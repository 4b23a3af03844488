import { useEffect, useMemo, useState } from 'preact/hooks'
import type { Look } from '../../../api.ts'
import { getJson } from '../../data/resource.ts'

/** Looks that are held of a run: of more, evenly spaced ones and the newest. */
const most = 60

/** The looks of a run at some steps, as far as they have come; those that cannot be had are left out. By step. */
export function useLooks(run: string | null, steps: readonly number[]): readonly Look[] {
  const [known, setKnown] = useState<ReadonlyMap<string, Look | null>>(new Map())
  const every = Math.ceil(steps.length / most)
  const wanted = steps.filter((_, i) => (steps.length - 1 - i) % every === 0)
  const paths = run === null ? '' : wanted.map((step) => `/api/runs/${run}/looks/${step}`).join(' ')
  useEffect(() => {
    const stop = new AbortController()
    // The newest is what is shown first.
    const missing = paths
      .split(' ')
      .filter((path) => path !== '' && !known.has(path))
      .reverse()
    void (async () => {
      for (const path of missing) {
        const look = await getJson<Look>(path, stop.signal).catch(() => null)
        if (stop.signal.aborted) return
        setKnown((before) => new Map(before).set(path, look))
      }
    })()
    return () => stop.abort()
  }, [paths])
  return useMemo(() => paths.split(' ').flatMap((path) => known.get(path) ?? []), [paths, known])
}
