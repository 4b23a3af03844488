import { breakable } from './breakable.ts'
import type { ReportData } from './data.ts'
import { escapeHtml } from './escapeHtml.ts'
import { format } from './format.ts'
import { thumbnail } from './thumbnail.ts'

/** Cards shown at once; the rest opens on demand. */
const atOnce = 6

/** For each query a card: the query, and a row of nearest neighbours for each method, right and wrong marked by sign and
 *  by colour. `hidden`: methods that wait behind the method buttons. */
export function gallery(data: ReportData, hidden: ReadonlySet<number>): string {
  const methods = data.methods.flatMap((m, i) => (m.neighbours.length ? [{ ...m, index: i }] : []))
  if (methods.length === 0 || data.queries.length === 0) return ''
  const cards = data.queries.map((query, q) => {
    const item = data.items[query]!
    const rows = methods.map((m) => {
      const found = m.neighbours[q] ?? []
      const right = found.filter((f) => f.right).length
      const tiles = found.map((f, rank) => {
        const it = data.items[f.item]!
        const told = `${f.right ? 'right' : 'wrong'}, rank ${rank + 1}: ${it.fineLabel} (${it.name})`
        return `<li class="${f.right ? 'right' : 'wrong'}">${thumbnail(it, data.sprite, told)}<span aria-hidden="true">${f.right ? '✓' : '✕'}</span></li>`
      })
      const hide = hidden.has(m.index) ? ' hidden' : ''
      return `<div class="found" data-method="${m.index}"${hide}><p><bdi>${escapeHtml(m.name)}</bdi><span>${format(right, 0)} of ${found.length} right</span></p><ol style="--k:${Math.min(10, Math.max(5, found.length))}">${tiles.join('')}</ol></div>`
    })
    const unseen = item.seen ? '' : '<em class="tag">unseen</em>'
    return `<article class="query"><div class="asked">${thumbnail(item, data.sprite, `query: ${item.fineLabel} (${item.name})`)}<div><strong title="${escapeHtml(item.fineLabel)}"><bdi>${breakable(within(item.fineLabel, item.trainLabel))}</bdi></strong>${unseen}<p class="small"><bdi>${breakable(item.trainLabel)}</bdi></p><p class="small file"><bdi>${breakable(item.name)}</bdi></p></div></div><div class="answers">${rows.join('')}</div></article>`
  })
  const more = cards.slice(atOnce)
  const rest = more.length
    ? `<details><summary>${more.length} more ${more.length === 1 ? 'query' : 'queries'}</summary><div class="queries">${more.join('')}</div></details>`
    : ''
  return `<div class="queries">${cards.slice(0, atOnce).join('')}</div>${rest}`
}

/** A finer class as one calls it beside the coarser one that it lies in. */
const within = (fine: string, coarse: string): string =>
  fine.startsWith(`${coarse}/`) ? fine.slice(coarse.length + 1) : fine
