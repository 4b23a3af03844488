import { escapeHtml } from '../report/escapeHtml.ts'
import { format } from '../report/format.ts'
import { ticks } from '../report/ticks.ts'
import type { OptionRange, OptionValue } from './range.ts'
import { placeIn } from './range.ts'

/** Size of a plot, and of its margins, in units of the picture. */
const [width, height, left, bottom, top, right] = [320, 200, 44, 26, 8, 12]
const colours = ['--m-easiest', '--m-0', '--m-1', '--m-2', '--m-3', '--m-all']

export interface ScatterPoint {
  readonly x: OptionValue | undefined
  readonly y: number
  readonly won: boolean
}

/** Dots over the range of an option: a choice has a column for each value, a number the axis on which it was drawn. Dots whose value is
 *  the loss's own decision are left out. */
export function scatterPlot(points: readonly ScatterPoint[], range: OptionRange): string {
  const shown = points.flatMap(({ x, y, won }) => {
    const place = x === undefined ? Number.NaN : placeIn(range, x)
    // What is usual may lie beyond a range that the user states.
    return place >= -0.001 && place <= 1.001 ? [{ place, y, won, x }] : []
  })
  if (shown.length === 0) return '<p class="none">Not measured.</p>'
  const axis = upright(shown.map(({ y }) => y))
  const across = (place: number): number => left + 6 + place * (width - left - right - 12)
  const dots = [...shown]
    .sort((a, b) => Number(a.won) - Number(b.won))
    .map(
      ({ place, y, won, x }) =>
        `<circle class="dot${won ? ' won' : ''}" cx="${across(place).toFixed(1)}" cy="${axis.at(y).toFixed(1)}" r="${won ? 5.5 : 4}"><title>${escapeHtml(`${x}: ${format(y, 4)}`)}</title></circle>`,
    )
  const marks =
    range.kind === 'choice'
      ? range.values.map((value, i) => ({ at: across(i / Math.max(1, range.values.length - 1)), text: String(value) }))
      : [range.low, range.high].map((value, i) => ({ at: across(i), text: String(value) }))
  const labels = marks.map(({ at, text }, i) => {
    const anchor = i === 0 ? 'start' : i === marks.length - 1 ? 'end' : 'middle'
    const x = anchor === 'start' ? at - 6 : anchor === 'end' ? at + 6 : at
    return `<text x="${x.toFixed(1)}" y="${height - 8}" text-anchor="${anchor}">${escapeHtml(text)}</text>`
  })
  return svg(`${axis.drawn}${labels.join('')}${dots.join('')}`, width)
}

/** Lines over a common axis from 0. */
export function linePlot(
  lines: readonly { readonly name: string; readonly points: readonly { readonly x: number; readonly y: number }[] }[],
): string {
  const all = lines.flatMap(({ points }) => points)
  if (all.length === 0) return '<p class="none">Not measured.</p>'
  const wide = 2 * width
  const most = Math.max(...all.map(({ x }) => x))
  const axis = upright(
    all.map(({ y }) => y),
    wide,
  )
  const across = (x: number): number => left + (x / most) * (wide - left - right)
  const drawn = lines.map(({ name, points }, i) => {
    // A step: what was best stays so until something better ends.
    const path = points
      .map(({ x, y }, p) =>
        p === 0
          ? `M${across(x).toFixed(1)} ${axis.at(y).toFixed(1)}`
          : `H${across(x).toFixed(1)}V${axis.at(y).toFixed(1)}`,
      )
      .join('')
    return `<path class="line" style="stroke:var(${colours[i % colours.length]})" d="${path}"><title>${escapeHtml(name)}</title></path>`
  })
  const keys = lines.map(
    ({ name }, i) =>
      `<li><svg viewBox="0 0 34 6" aria-hidden="true"><path d="M1 3H33" stroke="var(${colours[i % colours.length]})" stroke-width="3"/></svg><bdi>${escapeHtml(name)}</bdi></li>`,
  )
  const ends = `<text x="${left}" y="${height - 8}">0</text><text x="${wide - right}" y="${height - 8}" text-anchor="end">${most} steps</text>`
  return `<ul class="keys">${keys.join('')}</ul>${svg(`${axis.drawn}${ends}${drawn.join('')}`, wide)}`
}

function upright(
  values: readonly number[],
  wide = width,
): { readonly at: (y: number) => number; readonly drawn: string } {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const pad = least === most ? Math.max(1e-3, Math.abs(most) / 10) : 0
  const marks = ticks(least - pad, most + pad, 3)
  const [low, high] = [marks[0]!, marks.at(-1)!]
  const at = (y: number): number => height - bottom - ((y - low) / (high - low)) * (height - bottom - top)
  const digits = Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(high - low))))
  const drawn = marks
    .map(
      (mark) =>
        `<path class="axis" d="M${left} ${at(mark).toFixed(1)}H${wide - right}"/><text x="${left - 6}" y="${(at(mark) + 4).toFixed(1)}" text-anchor="end">${format(mark, digits)}</text>`,
    )
    .join('')
  return { at, drawn }
}

const svg = (inside: string, wide: number): string =>
  `<svg viewBox="0 0 ${wide} ${height}" role="img" aria-label="plot">${inside}</svg>`
