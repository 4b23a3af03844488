import type { RowInfo } from '../../api.ts'
import { useResource } from './resource.ts'

/** As many as one answer holds. */
const most = 500

/** What is said of some rows of a run, by row; those not known yet, or not part of a report, are absent. At most 500 rows. */
export function useRows(run: string, rows: readonly number[]): ReadonlyMap<number, RowInfo> {
  const { value } = useResource<readonly RowInfo[]>(addressOfRows(run, rows))
  return new Map(value?.map((info) => [info.row, info]))
}

function addressOfRows(run: string, rows: readonly number[]): string | null {
  if (rows.length === 0) return null
  const wanted = [...new Set(rows)].sort((a, b) => a - b).slice(0, most)
  return `/api/runs/${run}/rows?of=${wanted.join(',')}`
}
