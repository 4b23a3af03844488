import type { RunDetail } from '../../../api.ts'
import { Gallery } from '../../parts/gallery.tsx'

/** The images that are chosen on a map. */
export function ChosenImages({
  run,
  detail,
  rows,
  onClear,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly rows: readonly number[]
  readonly onClear: () => void
}) {
  return (
    <section class="map-chosen card" aria-label="Chosen images">
      <header>
        <h2>
          {rows.length.toLocaleString('en')} {rows.length === 1 ? 'image' : 'images'} chosen
        </h2>
        <button type="button" class="button" onClick={onClear}>
          give up the choice
        </button>
      </header>
      <Gallery run={run} detail={detail} rows={rows} title="Chosen images" />
    </section>
  )
}
