import type { Colouring } from './colouring.ts'
import type { MapRun } from './useMapRun.ts'

/** What a map shows, for those who do not see it. */
export function MapSummary({
  map: { detail },
  colouring,
  counts,
}: {
  readonly map: MapRun
  readonly colouring: Colouring | null
  readonly counts: Int32Array
}) {
  const most = [...(colouring?.classes ?? []).entries()]
    .sort(([a], [b]) => (counts[b] ?? 0) - (counts[a] ?? 0))
    .slice(0, 5)
    .map(([place, name]) => `${name} ${(counts[place] ?? 0).toLocaleString('en')}`)
  return (
    <p class="sr">
      {detail.rows.toLocaleString('en')} images
      {colouring && `, coloured by ${colouring.column}: ${most.join(', ')}`}. The classes and what is chosen are listed
      below.
    </p>
  )
}
