import type { Interval } from '../../evaluate/interval.ts'
import { axes } from './axes.ts'
import { at, percent, svg, text } from './svg.ts'

/** One line of a panel over the noise. */
export interface NoiseLine {
  readonly kind: 'all' | 'easiest'
  /** Of what was measured: a full line with marks and intervals; of what was computed: a dashed line. */
  readonly measured: boolean
  readonly points: readonly { readonly noise: number; readonly value: Interval | number }[]
}

export interface NoisePanel {
  readonly title: string
  readonly lines: readonly NoiseLine[]
  /** Where a line is drawn across, and what it says. */
  readonly across?: { readonly value: number; readonly words: string }
}

export interface ChartWords {
  readonly yWords: string
  /** What colours and dashes mean, above the panels. */
  readonly keys: readonly Key[]
  /** What the figure shows, for who cannot see it. */
  readonly words: string
  /** Doublings are equally far apart. */
  readonly log?: boolean
}

const [fullWidth, height, left, top, bottom] = [890, 320, 62, 76, 52]

/** A panel is no wider than this. */
const widest = 400

/** Panels side by side with the share of wrong labels below: what was measured with 95 % intervals, and what the theory
 *  gives. */
export function noiseChart(panels: readonly NoisePanel[], { yWords, keys, words, log = false }: ChartWords): string {
  const values = panels.flatMap(({ lines, across }) => [
    ...lines.flatMap(({ points }) => points.map(({ value }) => highest(value))),
    ...(across ? [across.value] : []),
  ])
  const noises = panels.flatMap(({ lines }) => lines.flatMap(({ points }) => points.map(({ noise }) => noise)))
  const panelWidth = Math.min((fullWidth - left) / panels.length, widest)
  const width = left + Math.max(panels.length * panelWidth, 500)
  const body = panels.map((panel, i) => {
    const box = { left: left + i * panelWidth, top, width: panelWidth - 30, height: height - top - bottom }
    const { x, y, drawn } = axes({
      box,
      title: panel.title,
      xs: [Math.min(...noises), Math.max(...noises)],
      ys: [log ? Math.min(...values) : 0, Math.max(...values)],
      log,
      xWords: 'wrong labels',
      yWords: i === 0 ? yWords : '',
      xText: percent,
    })
    const across = panel.across
      ? `<line class="c5 thin dash" x1="${at(box.left)}" x2="${at(box.left + box.width)}" y1="${at(y(panel.across.value))}" y2="${at(y(panel.across.value))}"/>${text(box.left + box.width - 4, y(panel.across.value) - 5, panel.across.words, { anchor: 'end', class: 'mute' })}`
      : ''
    return [drawn, across, ...panel.lines.map((line) => lineOf(line, x, y))].join('\n')
  })
  return svg(width, height, words, [legend(keys), ...body].join('\n'))
}

export interface Key {
  readonly kind: 'all' | 'easiest'
  readonly measured: boolean
  readonly words: string
}

/** A column for each rule: what was measured above what was computed. */
function legend(keys: readonly Key[]): string {
  const kinds = [...new Set(keys.map(({ kind }) => kind))]
  return keys
    .map(({ kind, measured, words }) => {
      const x = left + 220 * kinds.indexOf(kind)
      const y = keys.filter((key) => key.kind === kind)[0]!.words === words ? 18 : 36
      return `<g class="${kind}"><path class="${measured ? 'line' : 'thin dash'}" d="M${x} ${y}h24"/>${measured ? mark(kind, x + 12, y) : ''}${text(x + 32, y + 4, words)}</g>`
    })
    .join('\n')
}

function lineOf(
  { kind, measured, points }: NoiseLine,
  x: (noise: number) => number,
  y: (value: number) => number,
): string {
  const path = points.map(({ noise, value }, i) => `${i ? 'L' : 'M'}${at(x(noise))} ${at(y(mean(value)))}`).join('')
  const bars = measured
    ? points.map(({ noise, value }) => {
        const half = typeof value === 'number' ? 0 : (value.half ?? 0)
        const [here, middle] = [x(noise), mean(value)]
        // An interval of what cannot be below 0 ends there.
        const [up, down] = [y(middle + half), y(Math.max(middle - half, 0))]
        const bar = half > 0 ? `<path class="thin" d="M${at(here)} ${at(up)}V${at(down)}"/>` : ''
        return bar + mark(kind, here, y(middle))
      })
    : []
  return `<g class="${kind}"><path class="${measured ? 'line' : 'thin dash'}" d="${path}"/>${bars.join('')}</g>`
}

/** A circle for all, a diamond for the easiest: they are told apart without their colours. */
const mark = (kind: string, x: number, y: number): string =>
  kind === 'all'
    ? `<circle class="mark" cx="${at(x)}" cy="${at(y)}" r="3.6"/>`
    : `<path class="mark" d="M${at(x - 4.8)} ${at(y)}l4.8 -4.8 4.8 4.8 -4.8 4.8z"/>`

const mean = (value: Interval | number): number => (typeof value === 'number' ? value : value.mean)
const highest = (value: Interval | number): number =>
  typeof value === 'number' ? value : value.mean + (value.half ?? 0)
