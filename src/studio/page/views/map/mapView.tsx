import './map.css'
import { useMemo, useState } from 'preact/hooks'
import { useChosenRuns } from '../../data/runs.tsx'
import { setParams } from '../../data/setParams.ts'
import { Notice } from '../../parts/notice.tsx'
import { ChosenImages } from './chosenImages.tsx'
import { countsOf } from './colouring.ts'
import { Legend } from './legend.tsx'
import { mapDrawing } from './mapDrawing.ts'
import { MapHead } from './mapHead.tsx'
import { MapPanels } from './mapPanels.tsx'
import { mapReading } from './mapWords.ts'
import { useChoice } from './useChoice.ts'
import { useMaps } from './useMaps.ts'

const noCodes = new Int32Array(0)

/** The images of one run or two as points: near one another where the embedding has them near. */
export function MapView() {
  const [runs] = useChosenRuns(2)
  const [choice, choose] = useChoice()
  const [lasso, setLasso] = useState(false)
  const { sides, ...dress } = useMaps(runs, choice)
  const { colouring, colours, hidden, inks } = dress
  // What is counted and shown below the maps is of the first one that is there.
  const first = sides.find(({ map }) => map !== null)
  const codes = first?.codes ?? noCodes
  const counts = useMemo(() => countsOf(codes, colouring?.classes.length ?? 0), [codes, colouring])
  if (runs.length === 0) return <Notice kind="plain">There is no run to look at yet.</Notice>
  const details = sides.flatMap(({ map }) => map?.detail ?? [])
  const colourBy = (column: string) => {
    // A class that is chosen is a place among the classes of this column: of another column it would be another one.
    if (choice?.by === 'class')
      choose(first && first.chosen.length > 0 ? { by: 'rows', run: first.run.id, rows: first.chosen } : null)
    setParams({ colour: column, hide: null })
  }
  return (
    <div class="map-view">
      <MapHead
        details={details}
        colouring={colouring}
        lasso={lasso}
        onColour={colourBy}
        onLasso={setLasso}
        titles={sides.map(({ title }) => title)}
        figure={() => mapDrawing(sides, dress)}
      />
      <div class={`map-body ${runs.length > 1 ? 'two' : 'one'}`}>
        <MapPanels sides={sides} colouring={colouring} counts={counts} inks={inks} lasso={lasso} onChoose={choose} />
        {colouring && colouring.classes.length > 0 && (
          <Legend
            key={colouring.column}
            colouring={colouring}
            colours={colours}
            counts={counts}
            hidden={hidden}
            onHide={(places) => setParams({ hide: places.join(',') })}
            onChoose={(place) => choose({ by: 'class', class: place })}
          />
        )}
      </div>
      {[...new Set(details.map(({ map }) => map.kind))].map((kind) => (
        <p key={kind} class="map-reading small">
          {mapReading({ kind, kept: 1 })}
        </p>
      ))}
      {choice && first?.map && (
        <ChosenImages run={first.run.id} detail={first.map.detail} rows={first.chosen} onClear={() => choose(null)} />
      )}
    </div>
  )
}
