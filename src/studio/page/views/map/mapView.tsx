import './map.css'
import { useMemo, useState } from 'preact/hooks'
import { useChosenRuns } from '../../data/runs.tsx'
import { setParams } from '../../data/setParams.ts'
import { Notice } from '../../parts/notice.tsx'
import { useRoute } from '../../route.ts'
import type { Choice } from './choice.ts'
import { ChosenImages } from './chosenImages.tsx'
import { countsOf } from './colouring.ts'
import { Legend } from './legend.tsx'
import { mapDrawing, togetherDrawing } from './mapDrawing.ts'
import { MapHead } from './mapHead.tsx'
import { MapPanels } from './mapPanels.tsx'
import { MapTogether } from './mapTogether.tsx'
import { mapReading } from './mapWords.ts'
import { useChoice } from './useChoice.ts'
import { type Side, useMaps } from './useMaps.ts'
import { byRun, canBeTogether, useTogether } from './useTogether.ts'

const noCodes = new Int32Array(0)

/** The images of one run or two as points: near one another where the embedding has them near. */
export function MapView() {
  const [runs] = useChosenRuns(2)
  const [choice, choose] = useChoice()
  const [lasso, setLasso] = useState(false)
  const { sides, ...dress } = useMaps(runs, choice)
  const { hidden, inks } = dress
  const asked = useRoute().params.get('colour')
  const laid = useTogether(sides, dress, asked === byRun)
  const able = canBeTogether(sides)
  // What is counted and shown below the maps is of the first one that is there.
  const first = sides.find(({ map }) => map !== null)
  const codes = first?.codes ?? noCodes
  const classes = dress.colouring?.classes.length ?? 0
  const ownCounts = useMemo(() => countsOf(codes, classes), [codes, classes])
  const { colouring, colours, counts } = laid ?? { ...dress, counts: ownCounts }
  if (runs.length === 0) return <Notice kind="plain">There is no run to look at yet.</Notice>
  // In one map an image may be chosen that the second run alone has.
  const meant = laid && first?.chosen.length === 0 ? sides[1] : first
  const details = sides.flatMap(({ map }) => map?.detail ?? [])
  const colourBy = (column: string) => {
    // A class that is chosen is a place among the classes of this column: of another column it would be another one.
    if (choice?.by === 'class')
      choose(first && first.chosen.length > 0 ? { by: 'rows', run: first.run.id, rows: first.chosen } : null)
    // Another map than before is looked at whole.
    const another = (column === byRun) !== (asked === byRun) ? { at: null, at2: null } : {}
    setParams({ colour: column, hide: null, ...another })
  }
  return (
    <div class="map-view">
      <MapHead
        details={details}
        colouring={colouring}
        byRun={able ? byRun : null}
        lasso={lasso}
        onColour={colourBy}
        onLasso={setLasso}
        titles={sides.map(({ title }) => title)}
        figure={() => (laid ? togetherDrawing(laid, sides[0]!.camera, dress) : mapDrawing(sides, dress))}
      />
      {asked === byRun && able === false && (
        <Notice kind="plain">Only two runs that have images in common can be shown in one map.</Notice>
      )}
      <div class={`map-body ${runs.length > 1 && !laid ? 'two' : 'one'}`}>
        {laid ? (
          <MapTogether laid={laid} sides={sides} inks={inks} lasso={lasso} onChoose={choose} />
        ) : (
          <MapPanels sides={sides} colouring={colouring} counts={counts} inks={inks} lasso={lasso} onChoose={choose} />
        )}
        {colouring && colouring.classes.length > 0 && (
          <Legend
            key={colouring.column}
            colouring={colouring}
            colours={colours}
            counts={counts}
            hidden={hidden}
            onHide={(places) => setParams({ hide: places.join(',') })}
            onChoose={(place) => choose(laid ? wholeRun(sides[place]!) : { by: 'class', class: place })}
          />
        )}
      </div>
      {[...new Set(details.map(({ map }) => map.kind))].map((kind) => (
        <p key={kind} class="map-reading small">
          {mapReading({ kind, kept: 1 })}
        </p>
      ))}
      {choice && meant?.map && (
        <ChosenImages run={meant.run.id} detail={meant.map.detail} rows={meant.chosen} onClear={() => choose(null)} />
      )}
    </div>
  )
}

/** All images of a run. */
const wholeRun = ({ run, map }: Side): Choice => ({
  by: 'rows',
  run: run.id,
  rows: Array.from({ length: map!.detail.rows }, (_, row) => row),
})
