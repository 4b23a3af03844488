import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { RunDetail } from '../../../api.ts'
import { isPlain } from '../../data/keys.ts'
import { type Camera, panned, toMap, toScreen, whole, zoomed } from './camera.ts'
import { drawOverlay, type Overlay } from './drawOverlay.ts'
import { MapTip } from './mapTip.tsx'
import type { NamePlace } from './namePlaces.ts'
import { pointIndex } from './points/pointIndex.ts'
import { type Look, pointLayer } from './points/pointLayer.ts'
import { useGestures } from './useGestures.ts'
import type { Inks } from './useInks.ts'
import { useSize } from './useSize.ts'

/** How near a point must be to what points at it, in CSS pixels: a mouse, a finger. */
const [reachOfMouse, reachOfFinger] = [10, 22]

/** Milliseconds without movement after which all points are drawn and the address is changed. */
const rest = 160

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
}

/** What a point is: an image of a run. */
export interface PointOf {
  readonly run: string
  readonly detail: RunDetail
  readonly row: number
  /** Of the run, where points of several are on the map. */
  readonly name?: string
}

const noPaths: Overlay['paths'] = []

/** The points of a run, or of two, on a canvas, with all that hands and keys do there.
 *  @param of what a row of the look is @param paths from row to row, see {@link Overlay}
 *  @param names of classes, where they stand @param pointed the row that is pointed at, here or in the other run, -1 for none
 *  @param shown where to begin, and where to go when that changes @param onChoose is given rows, and whether they are added */
export function MapCanvas({
  of,
  look,
  names,
  paths = noPaths,
  inks,
  label,
  shown,
  pointed,
  lasso,
  onMoved,
  onPoint,
  onChoose,
  onClear,
}: {
  readonly of: (row: number) => PointOf
  readonly look: Look
  readonly names: readonly (NamePlace & { readonly text: string; readonly colour: string })[]
  readonly paths?: Overlay['paths']
  readonly inks: Inks
  readonly label: string
  readonly shown: Camera
  readonly pointed: number
  readonly lasso: boolean
  readonly onMoved: (camera: Camera) => void
  readonly onPoint: (row: number) => void
  readonly onChoose: (rows: readonly number[], more: boolean) => void
  readonly onClear: () => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const points = useRef<HTMLCanvasElement>(null)
  const over = useRef<HTMLCanvasElement>(null)
  const [element, setElement] = useState<HTMLElement | null>(null)
  const size = useSize(frame)
  const camera = useRef<Camera>(shown)
  const line = useRef<readonly (readonly [number, number])[]>([])
  const [partly, setPartly] = useState<{ drawn: number; shown: number } | null>(null)
  const [here, setHere] = useState(false)
  const [, redraw] = useState(0)
  const index = useMemo(() => pointIndex(look.scene.x, look.scene.y), [look.scene])
  const layer = useMemo(() => (element ? pointLayer(points.current!) : null), [element])
  const counts = (row: number): boolean => !look.hidden(look.codes[row]!)

  const draw = (moving: boolean): void => {
    const context = over.current?.getContext('2d')
    if (!layer || !context || size.width === 0) return
    const ratio = Math.min(3, devicePixelRatio || 1)
    const drawn = layer.draw(camera.current, size, ratio, moving)
    setPartly((before) => (drawn.drawn < drawn.shown ? drawn : before && null))
    const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)]
    const canvas = over.current!
    if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height]
    context.setTransform(ratio, 0, 0, ratio, 0, 0)
    drawOverlay(
      context,
      { scene: look.scene, names, pointed, paths, lasso: line.current, inks, font: inks.font },
      camera.current,
      size,
    )
  }
  const drawNow = useRef(draw)
  drawNow.current = draw
  const waiting = useRef({ frame: 0, rest: 0 })
  const drawSoon = (): void => {
    waiting.current.frame ||= requestAnimationFrame(() => {
      waiting.current.frame = 0
      drawNow.current(waiting.current.rest !== 0)
    })
  }
  const moved = useRef(onMoved)
  moved.current = onMoved
  const move = (next: Camera): void => {
    camera.current = next
    clearTimeout(waiting.current.rest)
    waiting.current.rest = window.setTimeout(() => {
      waiting.current.rest = 0
      drawSoon()
      moved.current(camera.current)
      redraw((n) => n + 1)
    }, rest)
    drawSoon()
  }

  useEffect(() => setElement(frame.current), [])
  useEffect(() => {
    layer?.show(look)
    drawSoon()
  }, [layer, look])
  useEffect(drawSoon, [names, inks, pointed, paths, size])
  useEffect(() => {
    // While a hand moves the map, the address does not.
    if (waiting.current.rest !== 0) return
    camera.current = shown
    drawSoon()
    redraw((n) => n + 1)
  }, [shown.x, shown.y, shown.zoom])
  useEffect(() => {
    const ratio = matchMedia(`(resolution: ${devicePixelRatio}dppx)`)
    ratio.addEventListener('change', drawSoon)
    return () => ratio.removeEventListener('change', drawSoon)
  }, [])
  useEffect(
    () => () => {
      cancelAnimationFrame(waiting.current.frame)
      clearTimeout(waiting.current.rest)
    },
    [],
  )

  const under = ([left, top]: readonly [number, number], touch: boolean): number => {
    const [x, y] = toMap(camera.current, size, left, top)
    const [edge] = toMap(camera.current, size, left + (touch ? reachOfFinger : reachOfMouse), top)
    return index.nearest(x, y, edge - x, counts)
  }
  useGestures(element, {
    size,
    camera: () => camera.current,
    move,
    lasso,
    drawing: (drawn) => {
      line.current = [...drawn]
      drawSoon()
    },
    enclosed: (drawn, more) => {
      const places = drawn.map(([left, top]) => toMap(camera.current, size, left, top))
      onChoose(index.inside(places, counts), more)
    },
    pointed: (at, touch) => {
      setHere(at !== null)
      onPoint(at === null ? -1 : under(at, touch))
    },
    pressed: (at, more, touch) => {
      const row = under(at, touch)
      onPoint(row)
      setHere(true)
      if (row >= 0) onChoose([row], more)
      else if (!more) onClear()
    },
  })

  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isPlain(event)) return
    const middle = [size.width / 2, size.height / 2] as const
    const way = directions[event.key]
    if (way && event.shiftKey) {
      setHere(true)
      const [x, y] = toMap(camera.current, size, ...middle)
      const next = pointed < 0 ? index.nearest(x, y, 4, counts) : index.beyond(pointed, way, counts)
      if (next >= 0) onPoint(next)
    } else if (way) move(panned(camera.current, size, -80 * way[0], -80 * way[1]))
    else if (event.key === '+' || event.key === '=') move(zoomed(camera.current, size, 1.4, ...middle))
    else if (event.key === '-' || event.key === '_') move(zoomed(camera.current, size, 1 / 1.4, ...middle))
    else if (event.key === '0') move(whole)
    else if (event.key === 'Enter' && pointed >= 0) onChoose([pointed], event.shiftKey)
    else if (event.key === 'Escape') {
      line.current = []
      onPoint(-1)
      onClear()
    } else return
    event.preventDefault()
  }

  const tip = pointed >= 0 && pointed < look.codes.length && size.width > 0 ? of(pointed) : null
  return (
    <div class={`map-canvas ${lasso ? 'lasso' : ''}`}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a map is moved by keys */}
      <div ref={frame} class="map-frame" role="application" aria-label={label} tabIndex={0} onKeyDown={onKeyDown}>
        <canvas ref={points} />
        <canvas ref={over} />
      </div>
      {tip && (
        <MapTip
          {...tip}
          at={toScreen(camera.current, size, look.scene.x[pointed]!, look.scene.y[pointed]!)}
          size={size}
        />
      )}
      {here && tip && (
        <p class="sr" role="status">
          image {tip.row}
          {tip.name && ` of ${tip.name}`}
        </p>
      )}
      {partly && (
        <p class="map-partly small">
          {partly.drawn.toLocaleString('en')} of {partly.shown.toLocaleString('en')} points while moving
        </p>
      )}
      <div class="map-zoom">
        <button
          type="button"
          class="button"
          aria-label="Nearer"
          onClick={() => move(zoomed(camera.current, size, 1.6, size.width / 2, size.height / 2))}
        >
          +
        </button>
        <button
          type="button"
          class="button"
          aria-label="Farther"
          onClick={() => move(zoomed(camera.current, size, 1 / 1.6, size.width / 2, size.height / 2))}
        >
          −
        </button>
        <button type="button" class="button" aria-label="Show all" onClick={() => move(whole)}>
          ⤢
        </button>
      </div>
    </div>
  )
}
