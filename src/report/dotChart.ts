import type { Estimate } from './data.ts'
import { escapeHtml } from './escapeHtml.ts'
import { format } from './format.ts'
import { ticks } from './ticks.ts'

/** One dot with its interval. */
export interface Dot {
  /** Attributes that tie it to the method buttons; empty where it always stays. */
  readonly tie: string
  readonly name: string
  readonly colour: string
  readonly estimate: Estimate
}

export interface DotRow {
  readonly name: string
  /** A mark beside the name, such as `unseen`. */
  readonly tag?: string
  readonly dots: readonly Dot[]
}

/** Dots with 95 % intervals on one common axis that begins at zero, as HTML: text keeps its size on a phone.
 *  `values`: write the number beside each row (for rows of one dot). */
export function dotChart(rows: readonly DotRow[], { digits = 3, values = false } = {}): string {
  const ends = rows
    .flatMap((r) => r.dots.map(({ estimate: e }) => e.mean + (e.halfWidth || 0)))
    .filter((x) => Number.isFinite(x))
  if (ends.length === 0) return '<p class="none">Not measured.</p>'
  const lows = rows
    .flatMap((r) => r.dots.map(({ estimate: e }) => e.mean - (e.halfWidth || 0)))
    .filter((x) => Number.isFinite(x))
  const marks = ticks(Math.min(0, ...lows), Math.max(...ends, 1e-9))
  const [low, high] = [marks[0]!, marks.at(-1)!]
  const at = (v: number): string => `${(((v - low) / (high - low || 1)) * 100).toFixed(2)}%`
  const lines = rows.map((row) => {
    const dots = row.dots.map((d) => {
      const { mean, halfWidth } = d.estimate
      if (!Number.isFinite(mean)) return ''
      const half = Number.isFinite(halfWidth) ? halfWidth : 0
      const told = `${d.name}: ${format(mean, digits)}${half ? ` ± ${format(half, digits)}` : ''}`
      return `<span class="dot" ${d.tie} style="--c:${d.colour}" title="${escapeHtml(told)}">${half ? `<i style="left:${at(mean - half)};right:calc(100% - ${at(mean + half)})"></i>` : ''}<b style="left:${at(mean)}"></b><span class="sr">${escapeHtml(told)}. </span></span>`
    })
    const value = values ? `<span class="value">${format(row.dots[0]?.estimate.mean, digits)}</span>` : ''
    const tag = row.tag ? ` <em class="tag">${escapeHtml(row.tag)}</em>` : ''
    return `<div class="dotrow"><span class="name"><bdi>${escapeHtml(row.name)}</bdi>${tag}</span><span class="track">${dots.join('')}</span>${value}</div>`
  })
  const axis = marks.map((v) => `<span style="left:${at(v)}">${format(v, 6).replace(/\.?0+$/, '')}</span>`).join('')
  const gridStep = marks.length > 1 ? `--step:${(100 / (marks.length - 1)).toFixed(4)}%` : '--step:100%'
  return `<div class="dotchart${values ? ' valued' : ''}" style="${gridStep}">${lines.join('')}<div class="dotrow axis" aria-hidden="true"><span></span><span class="track">${axis}</span></div></div>`
}
