import { escapeHtml } from './escapeHtml.ts'
import { format } from './format.ts'
import { ticks } from './ticks.ts'

/** One method of a line chart: a line for each seed. */
export interface Series {
  readonly name: string
  readonly style: {
    /** A CSS colour. */
    readonly colour: string
    /** SVG dash pattern; empty for a full line. */
    readonly dash: string
  }
  readonly runs: readonly (readonly Point[])[]
}

export interface Point {
  readonly step: number
  readonly value: number
}

export interface LineChartOptions {
  readonly title: string
  readonly note: string
  readonly digits?: number
}

const [width, height, left, right, top, bottom] = [420, 264, 44, 58, 14, 34]

/** An SVG line chart over steps: a thin line for each seed, the mean of the seeds thick, the last mean written at its end.
 *  Values that are not finite leave a gap. Without any value it is a line of text. */
export function lineChart(series: readonly Series[], { title, note, digits = 3 }: LineChartOptions): string {
  const thinned = series.map((s) => ({ ...s, runs: s.runs.map(thin), mean: mean(s.runs.map(thin)) }))
  const points = thinned.flatMap((s) => s.runs.flat()).filter((p) => Number.isFinite(p.value))
  const head = `<figcaption><h3>${escapeHtml(title)}</h3><p>${escapeHtml(note)}</p></figcaption>`
  if (points.length === 0) return `<figure class="chart">${head}<p class="none">Not recorded.</p></figure>`
  const steps = range(points.map((p) => p.step))
  const values = range(points.map((p) => p.value))
  const marks = ticks(Math.min(0, values[0]), values[1] > 0 ? values[1] : 1)
  const [low, high] = [marks[0]!, marks.at(-1)!]
  const x = (step: number): number => left + ((step - steps[0]) / (steps[1] - steps[0] || 1)) * (width - left - right)
  const y = (value: number): number => height - bottom - ((value - low) / (high - low || 1)) * (height - top - bottom)
  const path = (line: readonly Point[]): string => pathOf(line, x, y)
  const grid = marks.map(
    (v) =>
      `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(v)}" y2="${y(v)}"/><text x="${left - 8}" y="${y(v) + 4}" text-anchor="end">${trimmed(v)}</text>`,
  )
  const stepMarks = ticks(steps[0], steps[1], 3).filter((s) => s >= steps[0] && s <= steps[1])
  const axis = stepMarks.map(
    (s) => `<text x="${x(s)}" y="${height - bottom + 18}" text-anchor="middle">${s.toLocaleString('en')}</text>`,
  )
  const lines = thinned.map(({ style, runs, mean: m }) => {
    const paint = `stroke="${style.colour}" stroke-dasharray="${style.dash}"`
    const seeds = runs.length > 1 ? runs.map((r) => `<path class="seed" d="${path(r)}" stroke="${style.colour}"/>`) : []
    return `${seeds.join('')}<path class="mean" d="${path(m)}" ${paint}/>`
  })
  const ends = thinned.flatMap(({ style, mean: m }) => {
    const last = m.findLast((p) => Number.isFinite(p.value))
    return last ? [{ at: y(last.value), x: x(last.step), text: format(last.value, digits), colour: style.colour }] : []
  })
  const labels = spread(ends, 14, top, height - bottom).map(
    (e) =>
      `<circle cx="${round(e.x)}" cy="${round(e.at)}" r="3" fill="${e.colour}"/><text class="end" x="${width - right + 9}" y="${round(e.place) + 4}" fill="${e.colour}">${e.text}</text>`,
  )
  const told = thinned.map((s) => `${s.name} ends at ${format(s.mean.at(-1)?.value, digits)}`).join('; ')
  return `<figure class="chart">${head}<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(`${title} over steps: ${told}`)}">${grid.join('')}${axis.join('')}<text class="unit" x="${width - right}" y="${height - 1}" text-anchor="end">step</text>${lines.join('')}${labels.join('')}</svg></figure>`
}

const round = (value: number): number => Math.round(value * 10) / 10

const trimmed = (value: number): string => format(value, 6).replace(/\.?0+$/, '')

const range = (values: readonly number[]): readonly [number, number] => [
  values.reduce((a, b) => Math.min(a, b)),
  values.reduce((a, b) => Math.max(a, b)),
]

function pathOf(line: readonly Point[], x: (step: number) => number, y: (value: number) => number): string {
  let pen = 'M'
  let d = ''
  for (const { step, value } of line) {
    if (!Number.isFinite(value)) {
      pen = 'M'
      continue
    }
    d += `${pen}${round(x(step))} ${round(y(value))}`
    pen = 'L'
  }
  return d
}

/** At most 80 points: each the mean of as many steps, since the loss of single batches is mostly noise. */
function thin(line: readonly Point[]): readonly Point[] {
  const width = Math.ceil(line.length / 80)
  if (width <= 1) return line
  const block = (i: number): Point => {
    const part = line.slice(i * width, (i + 1) * width)
    const finite = part.filter((p) => Number.isFinite(p.value))
    return { step: part.at(-1)!.step, value: finite.reduce((sum, p) => sum + p.value, 0) / finite.length }
  }
  return Array.from({ length: Math.ceil(line.length / width) }, (_, i) => block(i))
}

/** Mean over the runs at every step that some run has. */
function mean(runs: readonly (readonly Point[])[]): Point[] {
  const at = new Map<number, number[]>()
  for (const { step, value } of runs.flat()) if (Number.isFinite(value)) at.set(step, [...(at.get(step) ?? []), value])
  return [...at]
    .sort(([a], [b]) => a - b)
    .map(([step, values]) => ({ step, value: values.reduce((a, b) => a + b) / values.length }))
}

/** Moves labels apart so that none is nearer than `gap` to the next, inside [low, high] while they fit. */
function spread<T extends { readonly at: number }>(
  labels: readonly T[],
  gap: number,
  low: number,
  high: number,
): (T & { place: number })[] {
  const placed = [...labels].sort((a, b) => a.at - b.at).map((l) => ({ ...l, place: l.at }))
  placed.forEach((l, i) => {
    l.place = Math.max(l.place, i ? placed[i - 1]!.place + gap : low)
  })
  for (let i = placed.length - 1, limit = high; i >= 0; i--, limit -= gap)
    placed[i]!.place = Math.min(placed[i]!.place, limit)
  return placed
}
