import type { Estimate, ReportData, TableColumn } from './data.ts'
import { escapeHtml } from './escapeHtml.ts'
import { format } from './format.ts'

/** The table of all methods: mean and half of the 95 % interval, best of each column marked, definitions beneath. */
export function resultTable({ methods, table }: Pick<ReportData, 'methods' | 'table'>): string {
  const best = table.columns.map((column, c) =>
    bestOf(
      table.rows.map((row) => row[c]),
      column,
    ),
  )
  const head = table.columns
    .map((c) => `<th scope="col"><abbr title="${escapeHtml(c.definition)}">${escapeHtml(c.name)}</abbr></th>`)
    .join('')
  const seeds = (row: readonly Estimate[]): string =>
    [...new Set(row.filter((e) => e.n > 0).map((e) => e.n))].join(', ') || '–'
  const body = methods.map((m, r) => {
    const row = table.rows[r] ?? []
    const cells = table.columns.map((c, k) => `<td>${cell(row[k], c.digits, best[k]!.includes(r))}</td>`)
    return `<tr><th scope="row"><bdi>${escapeHtml(m.name)}</bdi></th>${cells.join('')}<td>${seeds(row)}</td></tr>`
  })
  const definitions = table.columns
    .map((c) => `<div><dt>${escapeHtml(c.name)}</dt><dd>${escapeHtml(c.definition)}</dd></div>`)
    .join('')
  const marked = best.some((b) => b.length > 0) ? ' <b>Bold</b> with a dot: best mean of its column.' : ''
  return `${box(
    'Results by method',
    `<thead><tr><th scope="col">Method</th>${head}<th scope="col">Seeds</th></tr></thead><tbody>${body.join('')}</tbody>`,
  )}<p class="small">Mean ± half of the 95 % interval over seeds; – where not measured.${marked}</p><dl class="small">${definitions}</dl>`
}

/** One metric by class: classes down, methods across. */
export function classTable({ methods, table }: Pick<ReportData, 'methods' | 'table'>): string {
  if (!table.byClass) return ''
  const { name, classes, rows } = table.byClass
  const head = methods.map((m) => `<th scope="col"><bdi>${escapeHtml(m.name)}</bdi></th>`).join('')
  const column: TableColumn = { name, definition: '', better: 'higher' }
  const body = classes.map((c, i) => {
    const best = bestOf(rows[i] ?? [], column)
    const cells = methods.map((_, m) => `<td>${cell(rows[i]?.[m], undefined, best.includes(m))}</td>`)
    const tag = c.seen ? '' : ' <em class="tag">unseen</em>'
    return `<tr><th scope="row"><bdi>${escapeHtml(c.name)}</bdi>${tag}</th>${cells.join('')}</tr>`
  })
  return box(name, `<thead><tr><th scope="col">Class</th>${head}</tr></thead><tbody>${body.join('')}</tbody>`)
}

const box = (label: string, rows: string): string =>
  // A box that scrolls must be reachable by keyboard, hence the tabindex.
  `<div class="scroll" role="region" tabindex="0" aria-label="${escapeHtml(label)}"><table>${rows}</table></div>`

function cell(e: Estimate | undefined, digits = 3, best = false): string {
  if (!e || !Number.isFinite(e.mean)) return '–'
  const half = Number.isFinite(e.halfWidth) ? ` <span class="half">± ${format(e.halfWidth, digits)}</span>` : ''
  const mean = format(e.mean, digits)
  return best ? `<b class="best">${mean}<span class="sr"> (best)</span></b>${half}` : `${mean}${half}`
}

/** Rows with the best mean; none where there is nothing to choose between. */
function bestOf(column: readonly (Estimate | undefined)[], { better }: TableColumn): number[] {
  const means = column.map((e) => e?.mean ?? Number.NaN)
  const finite = means.filter(Number.isFinite)
  if (better === 'neither' || new Set(finite).size < 2) return []
  const target = better === 'higher' ? Math.max(...finite) : Math.min(...finite)
  return means.flatMap((m, i) => (m === target ? [i] : []))
}
