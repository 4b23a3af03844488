import './map.css'
import { useMemo, useState } from 'preact/hooks'
import { useChosenRuns } from '../../data/runs.tsx'
import { setParams } from '../../data/setParams.ts'
import { shortNames } from '../../data/shortNames.ts'
import { fileName, savePng, saveSvg } from '../../parts/figure.ts'
import { Gallery } from '../../parts/gallery.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Ready } from '../../parts/ready.tsx'
import { useParam, useRoute } from '../../route.ts'
import { readCamera, writeCamera } from './camera.ts'
import { type Choice, chosenRows, readChoice, readNumbers, writeChoice } from './choice.ts'
import { colouringOf, countsOf } from './colouring.ts'
import { coloursOf } from './coloursOf.ts'
import { Legend } from './legend.tsx'
import { MapCanvas } from './mapCanvas.tsx'
import { mapFigure } from './mapFigure.ts'
import { MapSummary } from './mapSummary.tsx'
import { mapReading, mapWords } from './mapWords.ts'
import { pictureOf } from './pictureOf.ts'
import { highestOf } from './scene.ts'
import { useInks } from './useInks.ts'
import { useLink } from './useLink.ts'
import { useLook } from './useLook.ts'
import { type MapRun, useCodes, useMapRun } from './useMapRun.ts'

/** The images of one run or two as points: near one another where the embedding has them near. */
export function MapView() {
  const [runs] = useChosenRuns(2)
  const { params } = useRoute()
  const [asked, ask] = useParam('colour', { clears: ['hide'] })
  const inks = useInks()
  const [lasso, setLasso] = useState(false)
  const [pointed, point] = useState<{ run: string; row: number } | null>(null)
  // What is too much for an address is kept here.
  const [large, setLarge] = useState<Choice | null>(null)
  const choice = useMemo(() => readChoice(params.get('chosen')) ?? large, [params.get('chosen'), large])
  const choose = (next: Choice | null) => {
    const written = writeChoice(next)
    setLarge(written === null ? next : null)
    setParams({ chosen: written })
  }

  const [first, second] = [useMapRun(runs[0] ?? null), useMapRun(runs[1] ?? null)]
  const maps = [first.value, second.value]
  const there = maps.filter((map) => map !== null)
  const colouring = useMemo(
    () =>
      colouringOf(
        there.map(({ detail }) => detail),
        asked,
      ),
    [maps[0], maps[1], asked],
  )
  const codes = [useCodes(maps[0]!, colouring), useCodes(maps[1]!, colouring)]
  const colours = useMemo(() => (colouring ? coloursOf(colouring, inks) : []), [colouring, inks])
  const hide = params.get('hide')
  const hidden = useMemo(() => new Set(readNumbers(hide)), [hide])
  const links = [useLink(maps[1]!, maps[0]!), useLink(maps[0]!, maps[1]!)]
  const highest = useMemo(
    () => there.reduce((most, { detail, xy }) => Math.max(most, highestOf(detail.map.kind, xy)), 0),
    [maps[0], maps[1]],
  )
  const chosen = maps.map((map, i) => {
    if (!map) return []
    // Rows of a third run, chosen before, go by no link between these two.
    const linked = choice?.by !== 'rows' || choice.run === maps[1 - i]?.run.id
    return chosenRows(choice, map.run.id, codes[i]!, linked ? links[i]! : null)
  })
  const looks = [
    useLook(maps[0]!, { codes: codes[0]!, colouring, colours, hidden, chosen: chosen[0]!, highest, inks }),
    useLook(maps[1]!, { codes: codes[1]!, colouring, colours, hidden, chosen: chosen[1]!, highest, inks }),
  ]
  const counts = useMemo(
    () => countsOf(codes[maps[0] ? 0 : 1]!, colouring?.classes.length ?? 0),
    [codes[0], codes[1], colouring],
  )

  if (runs.length === 0) return <Notice kind="plain">There is no run to look at yet.</Notice>
  const titles = shortNames(runs.map(({ name }) => name))
  const cameras = ['at', 'at2'].map((name) => readCamera(params.get(name)))
  const columns = [...new Map(there.flatMap(({ detail }) => detail.columns).map((one) => [one.name, one])).values()]
  const pointedIn = (map: MapRun, i: number): number => {
    if (pointed === null) return -1
    if (pointed.run === map.run.id) return pointed.row
    const link = links[i]!
    return link === 'same' ? pointed.row : (link?.[pointed.row] ?? -1)
  }
  const chooseRows = (run: string, rows: readonly number[], more: boolean) => {
    const place = maps.findIndex((map) => map?.run.id === run)
    const before = more ? chosen[place]! : []
    const taken = more && rows.length === 1 && before.includes(rows[0]!)
    const next = taken ? before.filter((row) => row !== rows[0]) : [...new Set([...before, ...rows])]
    choose(next.length > 0 ? { by: 'rows', run, rows: next } : null)
  }
  const colourBy = (column: string) => {
    // A class that is chosen is a place among the classes of this column: of another column it would be another one.
    const place = maps[0] ? 0 : 1
    const [run, rows] = [maps[place]?.run.id, chosen[place]!]
    if (choice?.by === 'class') choose(run !== undefined && rows.length > 0 ? { by: 'rows', run, rows } : null)
    ask(column)
  }
  const save = (kind: 'svg' | 'png') => {
    const svg = mapFigure(
      maps.flatMap((map, i) => {
        const shown = looks[i]
        if (!map || !shown) return []
        const { look, names } = shown
        const part = { scene: look.scene, codes: look.codes, colours, hidden: look.hidden, names, camera: cameras[i]! }
        return {
          ...part,
          title: titles[i]!,
          words: mapWords(map.detail.map),
          picture: (size) => pictureOf(look, cameras[i]!, size),
        }
      }),
      inks,
    )
    const name = fileName('map', ...titles)
    if (kind === 'svg') saveSvg(svg, name)
    else void savePng(svg, name)
  }
  const kinds = new Set(there.map(({ detail }) => detail.map.kind))
  return (
    <div class="map-view">
      <div class="map-head">
        <h1>Map</h1>
        <div class="controls">
          {columns.length > 0 && (
            <label class="field">
              Colour by
              <select value={colouring?.column ?? ''} onChange={({ currentTarget }) => colourBy(currentTarget.value)}>
                {columns.map(({ name, role }) => (
                  <option key={name} value={name}>
                    {role === 'right' ? 'right or wrong at 1' : role === 'kind' ? `${name} (found)` : name}
                  </option>
                ))}
              </select>
            </label>
          )}
          <button type="button" class="button" aria-pressed={lasso} onClick={() => setLasso(!lasso)}>
            <svg class="map-sign" viewBox="0 0 20 20" aria-hidden="true">
              <ellipse cx="10" cy="8" rx="7.5" ry="5.2" />
              <path d="M5 12.4c-1.4 1 .4 2.6-.6 5.1" />
            </svg>
            Lasso
          </button>
          {there.length > 0 && (
            <>
              <button type="button" class="button" onClick={() => save('svg')}>
                Save SVG
              </button>
              <button type="button" class="button" onClick={() => save('png')}>
                Save PNG
              </button>
            </>
          )}
        </div>
      </div>
      <div class={`map-body ${runs.length > 1 ? 'two' : 'one'}`}>
        {runs.map((run, i) => {
          const [map, shown, error] = [maps[i], looks[i], [first, second][i]!.error]
          return (
            <section key={run.id} class="map-panel card" aria-label={run.name}>
              <header>
                <h2>
                  <bdi>{titles[i]}</bdi>
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
                    map={map}
                    look={shown.look}
                    names={shown.names}
                    inks={inks}
                    label={`Map of ${run.name}. Arrows move, plus and minus zoom, 0 shows all, shift with arrows goes from point to point, Enter chooses, Escape gives up.`}
                    shown={cameras[i]!}
                    pointed={pointedIn(map, i)}
                    lasso={lasso}
                    onMoved={(camera) => setParams({ [i === 0 ? 'at' : 'at2']: writeCamera(camera) })}
                    onPoint={(row) => point(row < 0 ? null : { run: run.id, row })}
                    onChoose={(rows, more) => chooseRows(run.id, rows, more)}
                    onClear={() => choose(null)}
                  />
                  <MapSummary map={map} colouring={colouring} counts={counts} />
                </>
              ) : error ? (
                <Notice kind="bad">{error.message}</Notice>
              ) : (
                <Ready run={run}>{() => <div class="map-canvas" />}</Ready>
              )}
            </section>
          )
        })}
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
      {[...kinds].map((kind) => (
        <p key={kind} class="map-reading small">
          {mapReading({ kind, kept: 1 })}
        </p>
      ))}
      {choice && there.length > 0 && (
        <section class="map-chosen card" aria-label="Chosen images">
          <header>
            <h2>
              {(chosen[maps[0] ? 0 : 1]?.length ?? 0).toLocaleString('en')}{' '}
              {chosen[maps[0] ? 0 : 1]?.length === 1 ? 'image' : 'images'} chosen
            </h2>
            <button type="button" class="button" onClick={() => choose(null)}>
              give up the choice
            </button>
          </header>
          {maps[maps[0] ? 0 : 1] && (
            <Gallery
              run={maps[maps[0] ? 0 : 1]!.run.id}
              detail={maps[maps[0] ? 0 : 1]!.detail}
              rows={chosen[maps[0] ? 0 : 1]!}
              title="Chosen images"
            />
          )}
        </section>
      )}
    </div>
  )
}
