import { readInts, useResource } from '../../data/resource.ts'
import type { MapRun } from './useMapRun.ts'

/** From the rows of one run to those of another with the same images: `same`, or a row for each, -1 for none; null while that is not
 *  known. */
export function useLink(from: MapRun | null, to: MapRun | null): Int32Array | 'same' | null {
  const same = from !== null && to !== null && from.detail.images === to.detail.images
  const path = from && to && !same ? `/api/link/${from.run.id}/${to.run.id}` : null
  const { value, loading } = useResource(path, readInts)
  if (same) return 'same'
  return loading ? null : value
}
