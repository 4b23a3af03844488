import './dotChart.css'
import { format } from '../../../report/format.ts'
import type { Estimate } from '../../api.ts'
import { type Dot, type DotRow, dotAxis, markText } from './dotAxis.ts'
import { dotPanel } from './dotPanel.ts'
import { figureInks } from './figures/figureInks.ts'
import { type FigureKey, figureSheet } from './figures/figureSheet.ts'
import { plainColour } from './figures/plainColour.ts'
import { SaveFigure } from './figures/saveFigure.tsx'

/** Dots with 95 % intervals on one common axis that holds zero; its heading, and what saves it.
 *  @param words what is measured
 *  @param keys what the colours stand for, as CSS colours
 *  @param values the number is written beside each row, which then has one dot */
export function DotChart({
  rows,
  title,
  words,
  keys = [],
  methods,
  values = false,
}: {
  readonly rows: readonly DotRow[]
  readonly title: string
  readonly words: string
  readonly keys?: readonly FigureKey[]
  /** That it is about. */
  readonly methods: readonly string[]
  readonly values?: boolean
}) {
  const axis = dotAxis(rows)
  const heading = <h3 title={words}>{title}</h3>
  if (!axis)
    return (
      <>
        {heading}
        <p class="mute">Not measured.</p>
      </>
    )
  const { marks } = axis
  const at = (value: number): number => 100 * axis.at(value)
  const plain = <T extends { readonly colour: string }>(one: T): T => ({ ...one, colour: plainColour(one.colour) })
  const figure = (): string => {
    const inks = figureInks()
    const panel = dotPanel(
      rows.map((row) => ({ ...row, dots: row.dots.map(plain) })),
      values,
      inks,
    )
    return figureSheet({ title, words, panels: [panel], keys: keys.map(plain) }, inks)
  }
  return (
    <figure
      class={`dot-chart ${values ? 'valued' : ''}`}
      style={{ '--step': `${100 / Math.max(1, marks.length - 1)}%` }}
      aria-label={title}
    >
      <div class="figure-head">
        {heading}
        <SaveFigure name={title} of={methods} figure={figure} />
      </div>
      {keys.length > 0 && (
        <ul class="keys small">
          {keys.map(({ name, colour }) => (
            <li key={name} style={{ '--c': colour }}>
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
      <ul class="rows">
        {rows.map(({ name, tag, dots }, i) => (
          <li key={i}>
            <span class="name">
              <bdi>{name}</bdi>
              {tag && <em class="small">{tag}</em>}
            </span>
            <span class="track">
              {dots.map((dot, d) => dot.estimate && <DotMark key={d} {...dot} estimate={dot.estimate} at={at} />)}
            </span>
            {values && <span class="value">{format(dots[0]?.estimate?.mean)}</span>}
          </li>
        ))}
      </ul>
      <p class="axis" aria-hidden="true">
        <span class="scale">
          {marks.map((mark) => (
            <span key={mark} style={{ left: `${at(mark)}%` }}>
              {markText(mark)}
            </span>
          ))}
        </span>
      </p>
    </figure>
  )
}

function DotMark({
  name,
  colour,
  estimate,
  at,
}: Omit<Dot, 'estimate'> & { readonly estimate: Estimate; readonly at: (value: number) => number }) {
  const { mean, halfWidth } = estimate
  const told = `${name}: ${format(mean)}${halfWidth ? ` ± ${format(halfWidth)}` : ''}`
  return (
    <span class="dot" style={{ '--c': colour }} title={told}>
      {halfWidth ? (
        <i style={{ left: `${at(mean - halfWidth)}%`, width: `${at(mean + halfWidth) - at(mean - halfWidth)}%` }} />
      ) : null}
      <b style={{ left: `${at(mean)}%` }} />
      <span class="sr">{told}. </span>
    </span>
  )
}
