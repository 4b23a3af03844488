import { useCallback } from 'preact/hooks'
import { getJson, type Loading, useResource } from '../../data/resource.ts'

/** Asks for several things of one kind at once; the value is there when all are. None: asks for nothing.
 *  @param read must be the same function each time */
export function useAll<T>(
  paths: readonly string[],
  read: (path: string, signal: AbortSignal) => Promise<T> = getJson,
): Loading<readonly T[]> {
  const readAll = useCallback(
    (together: string, signal: AbortSignal) => Promise.all(together.split('\n').map((path) => read(path, signal))),
    [read],
  )
  return useResource<readonly T[]>(paths.length > 0 ? paths.join('\n') : null, readAll)
}
