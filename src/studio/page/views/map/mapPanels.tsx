import { useState } from 'preact/hooks'
import { setParams } from '../../data/setParams.ts'
import { Notice } from '../../parts/notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { writeCamera } from './camera.ts'
import { type Choice, withRows } from './choice.ts'
import { MapCanvas } from './mapCanvas.tsx'
import { MapSummary } from './mapSummary.tsx'
import { mapWords } from './mapWords.ts'
import type { Dress, Side } from './useMaps.ts'

/** The maps beside one another. What is pointed at in one is marked in the other too. */
export function MapPanels({
  sides,
  colouring,
  counts,
  inks,
  lasso,
  onChoose,
}: Pick<Dress, 'colouring' | 'inks'> & {
  readonly sides: readonly Side[]
  /** Images of each class. */
  readonly counts: Int32Array
  readonly lasso: boolean
  readonly onChoose: (choice: Choice | null) => void
}) {
  // Kept here, so that a hand that moves over a map changes nothing but the maps.
  const [pointed, point] = useState<{ readonly run: string; readonly row: number } | null>(null)
  const pointedIn = ({ run, link }: Side): number => {
    if (pointed === null) return -1
    if (pointed.run === run.id || link === 'same') return pointed.row
    return link?.[pointed.row] ?? -1
  }
  const pointAt = (run: string, row: number) =>
    point((before) => (row < 0 ? null : before?.run === run && before.row === row ? before : { run, row }))
  const chooseRows = ({ run, chosen }: Side, rows: readonly number[], more: boolean) => {
    const next = more ? withRows(chosen, rows) : rows
    onChoose(next.length > 0 ? { by: 'rows', run: run.id, rows: next } : null)
  }
  return (
    <>
      {sides.map((side) => {
        const { run, title, map, shown, error, camera, cameraName } = side
        return (
          <section key={run.id} class="map-panel card" aria-label={run.name}>
            <header>
              <h2>
                <bdi>{title}</bdi>
              </h2>
              {map && <p class="small">{mapWords(map.detail.map)}</p>}
              {map && map.detail.rows < (map.detail.sampleOf ?? 0) && (
                <p class="small">
                  A sample: {map.detail.rows.toLocaleString('en')} of {map.detail.sampleOf?.toLocaleString('en')}{' '}
                  images; counts are of these.
                </p>
              )}
            </header>
            {map && shown ? (
              <>
                <MapCanvas
                  of={(row) => ({ run: run.id, detail: map.detail, row })}
                  look={shown.look}
                  names={shown.names}
                  inks={inks}
                  label={`Map of ${run.name}. Arrows move, plus and minus zoom, 0 shows all, shift with arrows goes from point to point, Enter chooses, Escape gives up.`}
                  shown={camera}
                  pointed={pointedIn(side)}
                  lasso={lasso}
                  onMoved={(to) => setParams({ [cameraName]: writeCamera(to) })}
                  onPoint={(row) => pointAt(run.id, row)}
                  onChoose={(rows, more) => chooseRows(side, rows, more)}
                  onClear={() => onChoose(null)}
                />
                <MapSummary map={map} colouring={colouring} counts={counts} />
              </>
            ) : error ? (
              <Notice kind="bad">{error.message}</Notice>
            ) : run.prepared.state === 'ready' ? (
              <div class="map-canvas" />
            ) : (
              <Waiting run={run} />
            )}
          </section>
        )
      })}
    </>
  )
}
