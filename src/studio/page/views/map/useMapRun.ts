import { useMemo } from 'preact/hooks'
import type { RunDetail, RunSummary } from '../../../api.ts'
import { readFloats, readInts, type Unavailable, useResource } from '../../data/resource.ts'
import { type Colouring, codesOf } from './colouring.ts'

/** What the map of a run is drawn of. */
export interface MapRun {
  readonly run: RunSummary
  readonly detail: RunDetail
  /** [rows, 2]. */
  readonly xy: Float32Array
}

/** The detail and the map of a run, as far as they are there; null asks for nothing. */
export function useMapRun(run: RunSummary | null): {
  readonly value: MapRun | null
  readonly error: Unavailable | null
} {
  const path = run?.prepared.state === 'ready' ? `/api/runs/${run.id}` : null
  const detail = useResource<RunDetail>(path)
  const map = useResource(path && `${path}/map`, readFloats)
  const [known, xy] = [detail.loading ? null : detail.value, map.loading ? null : map.value]
  const value = useMemo(
    () => (run && known && xy && xy.length === 2 * known.rows ? { run, detail: known, xy } : null),
    [run?.id, known, xy],
  )
  return { value, error: detail.error ?? map.error }
}

/** Classes of a run's rows by what colours them; while they are on their way, and without any, -1. */
export function useCodes(map: MapRun | null, colouring: Colouring | null): Int32Array {
  const place = map?.detail.columns.findIndex(({ name }) => name === colouring?.column) ?? -1
  const { value, loading } = useResource(
    map && place >= 0 ? `/api/runs/${map.run.id}/columns/${place}` : null,
    readInts,
  )
  return useMemo(
    () => (map && colouring ? codesOf(colouring, map.detail, loading ? null : value) : new Int32Array(0)),
    [map, colouring, loading, value],
  )
}
