import type { RunDetail } from '../../../api.ts'
import { SaveFigure } from '../../parts/figures/saveFigure.tsx'
import type { Colouring } from './colouring.ts'

/** What colours the maps, what a drag on them does, and how they are saved.
 *  @param details of the maps that are there */
export function MapHead({
  details,
  colouring,
  byRun,
  lasso,
  onColour,
  onLasso,
  titles,
  figure,
}: {
  readonly details: readonly RunDetail[]
  readonly colouring: Colouring | null
  /** What stands for both runs in one map among the columns; null where that cannot be. */
  readonly byRun: string | null
  readonly lasso: boolean
  readonly onColour: (column: string) => void
  readonly onLasso: (lasso: boolean) => void
  /** Of the maps. */
  readonly titles: readonly string[]
  /** The maps as they are seen, as a drawing. */
  readonly figure: () => string
}) {
  const columns = [...new Map(details.flatMap(({ columns }) => columns).map((one) => [one.name, one])).values()]
  return (
    <div class="map-head">
      <h1>Map</h1>
      <div class="controls">
        {columns.length > 0 && (
          <label class="field">
            Colour by
            <select
              value={colouring?.role === 'run' ? (byRun ?? '') : (colouring?.column ?? '')}
              onChange={({ currentTarget }) => onColour(currentTarget.value)}
            >
              {columns.map(({ name, role }) => (
                <option key={name} value={name}>
                  {role === 'right' ? 'right or wrong at 1' : role === 'kind' ? `${name} (found)` : name}
                </option>
              ))}
              {byRun !== null && <option value={byRun}>run, both in one map</option>}
            </select>
          </label>
        )}
        <button type="button" class="button" aria-pressed={lasso} onClick={() => onLasso(!lasso)}>
          <svg class="map-sign" viewBox="0 0 20 20" aria-hidden="true">
            <ellipse cx="10" cy="8" rx="7.5" ry="5.2" />
            <path d="M5 12.4c-1.4 1 .4 2.6-.6 5.1" />
          </svg>
          Lasso
        </button>
        {details.length > 0 && <SaveFigure name="Map" of={titles} figure={figure} />}
      </div>
    </div>
  )
}
