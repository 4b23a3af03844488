import type { ReportData } from './data.ts'
import { dotChart } from './dotChart.ts'
import { escapeHtml } from './escapeHtml.ts'
import { lineChart, type Series } from './lineChart.ts'
import type { MethodStyle } from './methodStyles.ts'
import { classTable, resultTable } from './table.ts'

/** Loss, Recall@1 and effective rank over steps. */
export function training(data: ReportData, styles: readonly MethodStyle[]): string {
  const { methods, dataset } = data
  if (!methods.some((m) => m.runs.some((r) => r.curve.length + r.judged.length > 0))) return ''
  const series = (points: (run: ReportData['methods'][number]['runs'][number]) => Series['runs'][number]): Series[] =>
    methods.map((m, i) => ({ name: m.name, style: styles[i]!, runs: m.runs.map(points) }))
  const kinds = new Set(methods.map((m) => m.loss)).size
  const charts = [
    lineChart(
      series((r) => r.curve.map((p) => ({ step: p.step, value: p.loss }))),
      {
        title: 'Loss',
        note: kinds > 1 ? 'of the training batches; each kind has its own scale' : 'of the training batches',
      },
    ),
    lineChart(
      series((r) => r.judged.map((p) => ({ step: p.step, value: p.recallAt1 }))),
      { title: 'Recall@1', note: `by ${dataset.evaluateLabel}, over ${dataset.judgedOn}` },
    ),
    lineChart(
      series((r) => r.judged.map((p) => ({ step: p.step, value: p.effectiveRank }))),
      { title: 'Effective rank', note: 'directions in use: 1 means that all lies on one line', digits: 2 },
    ),
  ]
  const seeds = methods.some((m) => m.runs.length > 1) ? '<p class="lead">Thin: one seed. Thick: their mean.</p>' : ''
  return `${seeds}${keys(data, styles)}<div class="charts">${charts.join('')}</div>`
}

/** The table, its columns as dots, and the classes one by one, those for the methods that are not `hidden`. */
export function numbers(data: ReportData, styles: readonly MethodStyle[], hidden: ReadonlySet<number>): string {
  const { methods, table } = data
  const dot = (method: number, estimate: ReportData['table']['rows'][number][number], tie = '') => ({
    tie,
    name: methods[method]!.name,
    colour: styles[method]!.colour,
    estimate,
  })
  const tieOf = (method: number): string => `data-method="${method}"${hidden.has(method) ? ' hidden' : ''}`
  const column = table.columns[0]
  const panels: string[] = []
  if (column && methods.length > 1) {
    // Few methods leave room for every column; with many, the first one tells most.
    const charts = table.columns.slice(0, methods.length > 3 ? 1 : 5).map((c, k) => {
      const rows = methods.map((m, i) => ({ name: m.name, dots: [dot(i, table.rows[i]![k]!)] }))
      return `<h4>${escapeHtml(c.name)}</h4>${dotChart(rows, { digits: c.digits ?? 3, values: true })}`
    })
    panels.push(panel('By method', 'Mean of the seeds, with its 95 % interval.', charts.join('')))
  }
  if (table.byClass) {
    const { name, definition, classes, rows } = table.byClass
    const lines = classes.map((c, k) => ({
      name: c.name,
      ...(c.seen ? {} : { tag: 'unseen' }),
      dots: rows[k]!.map((e, m) => dot(m, e, tieOf(m))),
    }))
    const all = `<details><summary>As a table</summary>${classTable(data)}</details>`
    panels.push(panel(name, definition, `${keys(data, styles, tieOf)}${dotChart(lines)}${all}`))
  }
  return `${resultTable(data)}<div class="panels">${panels.join('')}</div>`
}

const panel = (title: string, note: string, body: string): string =>
  `<div class="panel"><h3>${escapeHtml(title)}</h3><p class="small">${escapeHtml(note)}</p>${body}</div>`

/** Which line is which method. */
function keys({ methods }: ReportData, styles: readonly MethodStyle[], tie = (_: number): string => ''): string {
  const lines = methods.map((m, i) => {
    const { colour, dash } = styles[i]!
    return `<li ${tie(i)}><svg viewBox="0 0 34 6" aria-hidden="true"><path d="M1 3H33" stroke="${colour}" stroke-width="3" stroke-dasharray="${dash}"/></svg><bdi>${escapeHtml(m.name)}</bdi></li>`
  })
  return `<ul class="keys">${lines.join('')}</ul>`
}
