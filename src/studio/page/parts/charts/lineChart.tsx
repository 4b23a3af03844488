import './lineChart.css'
import { useId, useRef, useState } from 'preact/hooks'
import { useWidth } from '../../data/useWidth.ts'
import { drawnSvg } from '../figures/drawnSvg.ts'
import { figureInks } from '../figures/figureInks.ts'
import { figureSheet } from '../figures/figureSheet.ts'
import { plainColour } from '../figures/plainColour.ts'
import { SaveFigure } from '../figures/saveFigure.tsx'
import { Scroll } from '../scroll.tsx'
import { linePath } from './linePath.ts'
import { nearestPoint } from './nearestPoint.ts'
import { numberText } from './numberText.ts'
import { linearScale, logScale } from './scale.ts'
import type { Point } from './smoothed.ts'

/** A line of a chart. */
export interface Line {
  readonly id: string
  readonly name: string
  /** What all lines of this colour and dash have in common: names them in the legend of a saved figure. */
  readonly method: string
  /** A CSS colour, and what SVG takes as `stroke-dasharray`; null: not broken. */
  readonly colour: string
  readonly dash: string | null
  /** By x. */
  readonly points: readonly Point[]
  /** What was measured, where the points are an average: drawn faintly beneath. */
  readonly raw?: readonly Point[]
}

const [right, top, bottom] = [10, 8, 24]
const height = 190

/** Names in a box at the cursor. */
const mostNamed = 7

/** Lines over a common x, with a cursor that the mouse, a finger and the arrow keys move, and all of it as a table.
 *  @param cursor the x that is read off; null for none */
export function LineChart({
  title,
  definition,
  lines,
  x: { name: xName, log = false, span },
  cursor,
  onCursor,
}: {
  readonly title: string
  readonly definition: string
  readonly lines: readonly Line[]
  readonly x: { readonly name: string; readonly log?: boolean; readonly span: readonly [number, number] }
  readonly cursor: number | null
  readonly onCursor: (x: number | null) => void
}) {
  const box = useRef<HTMLDivElement>(null)
  const drawing = useRef<SVGSVGElement>(null)
  const width = Math.max(200, useWidth(box))
  const [active, setActive] = useState(false)
  const [open, setOpen] = useState(false)
  const id = useId()
  const values = lines.flatMap(({ points }) => points.map(([, y]) => y)).filter(Number.isFinite)
  if (values.length === 0) return null
  const y = linearScale([least(values), greatest(values)], [height - bottom, top])
  const left = 16 + 6.5 * Math.max(...y.marks.map((mark) => numberText(mark).length))
  const ends = [left, width - right] as const
  const x = log ? logScale([Math.max(1, span[0]), span[1]], ends) : linearScale([0, span[1]], ends, { round: false })
  const marks = width < 320 ? x.marks.filter((_, i) => i % 2 === 0) : x.marks
  const at = cursor === null ? [] : lines.map((line) => nearestPoint(line.points, cursor, span[1] / 50))
  const told = lines.flatMap((line, i) => (at[i] ? [{ line, point: at[i]! }] : []))
  const steps = stepsOf(lines)
  const read = cursor === null ? null : (told[0]?.point[0] ?? cursor)
  const toCursor = (event: PointerEvent): void => {
    const { left: from } = box.current!.getBoundingClientRect()
    onCursor(nearestOf(steps, x.from(Math.min(ends[1], Math.max(ends[0], event.clientX - from)))))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const place = cursor === null ? steps.length : nearestPlace(steps, cursor)
    const to = moves[event.key]?.(place, steps.length)
    if (event.key === 'Escape') onCursor(null)
    else if (to !== undefined) onCursor(steps[Math.min(steps.length - 1, Math.max(0, to))]!)
    else return
    event.preventDefault()
  }
  const methods = [...new Map(lines.map((line) => [line.method, line])).values()]
  const figure = (): string =>
    figureSheet(
      {
        title,
        words: `${definition}.${lines.some(({ raw }) => raw) ? ' Smoothed; faint: as measured.' : ''}`,
        panels: [{ svg: drawnSvg(drawing.current!), width, height, axis: xName }],
        keys: methods.map(({ method, colour, dash }) => ({ name: method, colour: plainColour(colour), dash })),
      },
      figureInks(),
    )
  return (
    <figure class="line-chart">
      <figcaption>
        <div class="figure-head">
          <h3>{title}</h3>
          <SaveFigure name={title} of={methods.map(({ method }) => method)} figure={figure} />
        </div>
        <p class="small">{definition}</p>
      </figcaption>
      <div
        class="plot"
        ref={box}
        tabIndex={0}
        role="slider"
        aria-label={`${title}: ${xName} that is read off`}
        aria-valuemin={steps[0]!}
        aria-valuemax={steps.at(-1)!}
        aria-valuenow={read ?? steps.at(-1)!}
        aria-valuetext={
          read === null
            ? 'none; arrow keys choose one'
            : `${xName} ${read}: ${told.map(({ line, point }) => `${line.name} ${numberText(point[1])}`).join('; ')}`
        }
        onPointerMove={(event) => {
          setActive(true)
          toCursor(event)
        }}
        onPointerDown={toCursor}
        onPointerLeave={(event) => {
          setActive(false)
          if (event.pointerType === 'mouse') onCursor(null)
        }}
        onFocus={() => setActive(true)}
        onBlur={() => setActive(false)}
        onKeyDown={onKeyDown}
      >
        <svg ref={drawing} width={width} height={height} role="img" aria-labelledby={`${id}t ${id}d`}>
          <title id={`${id}t`}>{title}</title>
          <desc
            id={`${id}d`}
          >{`${definition}. ${lines.length} ${lines.length === 1 ? 'line' : 'lines'} over ${xName}.`}</desc>
          <g class="grid">
            {y.marks.map((mark) => (
              <g key={mark}>
                <line x1={left} x2={width - right} y1={y.to(mark)} y2={y.to(mark)} />
                <text x={left - 7} y={y.to(mark) + 4} text-anchor="end">
                  {numberText(mark)}
                </text>
              </g>
            ))}
            {marks.map((mark) => (
              <text key={mark} x={x.to(mark)} y={height - 6} text-anchor={x.to(mark) > width - 24 ? 'end' : 'middle'}>
                {mark.toLocaleString('en')}
              </text>
            ))}
          </g>
          {lines.map(({ id: key, colour, raw }) =>
            raw ? <path key={key} class="raw" style={{ stroke: colour }} d={linePath(raw, x, y)} /> : null,
          )}
          {lines.map(({ id: key, colour, dash, points }) =>
            points.length === 1 ? (
              <circle key={key} r="3" style={{ fill: colour }} cx={x.to(points[0]![0])} cy={y.to(points[0]![1])} />
            ) : (
              <path
                key={key}
                class="line"
                style={{ stroke: colour }}
                stroke-dasharray={dash ?? undefined}
                d={linePath(points, x, y)}
              />
            ),
          )}
          {read !== null && (
            <g class="cursor" data-unsaved>
              <line x1={x.to(read)} x2={x.to(read)} y1={top} y2={height - bottom} />
              {told.map(({ line, point }) => (
                <circle key={line.id} r="3.5" style={{ fill: line.colour }} cx={x.to(point[0])} cy={y.to(point[1])} />
              ))}
            </g>
          )}
        </svg>
        {active && read !== null && told.length > 0 && (
          <div
            class="reading"
            aria-hidden="true"
            style={
              x.to(read) > width / 2 ? { right: `${width - x.to(read) + 10}px` } : { left: `${x.to(read) + 10}px` }
            }
          >
            <b>
              {xName} {read.toLocaleString('en')}
            </b>
            {[...told]
              .sort((a, b) => b.point[1] - a.point[1])
              .slice(0, mostNamed)
              .map(({ line, point }) => (
                <span key={line.id}>
                  <i style={{ background: line.colour }} />
                  <bdi>{line.name}</bdi>
                  <b>{numberText(point[1])}</b>
                </span>
              ))}
            {told.length > mostNamed && (
              <span class="small">and {told.length - mostNamed} more, in the table below</span>
            )}
          </div>
        )}
      </div>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary class="small">as a table</summary>
        {open && <LineTable title={title} xName={xName} lines={lines} steps={steps} />}
      </details>
    </figure>
  )
}

/** Rows of a table at most: of more, evenly spaced ones. */
const mostRows = 200

function LineTable({
  title,
  xName,
  lines,
  steps,
}: {
  readonly title: string
  readonly xName: string
  readonly lines: readonly Line[]
  readonly steps: readonly number[]
}) {
  const every = Math.ceil(steps.length / mostRows)
  const shown = steps.filter((_, i) => i % every === 0 || i === steps.length - 1)
  const values = lines.map(({ points }) => new Map(points))
  return (
    <Scroll label={`${title} as a table`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{xName}</th>
            {lines.map(({ id, name }) => (
              <th key={id} scope="col">
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((step) => (
            <tr key={step}>
              <th scope="row">{step.toLocaleString('en')}</th>
              {lines.map(({ id }, i) => (
                <td key={id}>{numberText(values[i]!.get(step))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Where keys go from a place among so many. */
const moves: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowLeft: (place) => place - 1,
  ArrowRight: (place) => place + 1,
  PageDown: (place, count) => place - Math.ceil(count / 10),
  PageUp: (place, count) => place + Math.ceil(count / 10),
  Home: () => 0,
  End: (_, count) => count - 1,
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b))
const greatest = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b))

/** Every x that any line has, in order. */
const stepsOf = (lines: readonly Line[]): number[] =>
  [...new Set(lines.flatMap(({ points }) => points.map(([x]) => x)))].sort((a, b) => a - b)

const nearestOf = (steps: readonly number[], x: number): number => steps[nearestPlace(steps, x)]!

function nearestPlace(steps: readonly number[], x: number): number {
  let nearest = 0
  for (const [i, step] of steps.entries()) if (Math.abs(step - x) < Math.abs(steps[nearest]! - x)) nearest = i
  return nearest
}
