import { escapeHtml } from '../../report/escapeHtml.ts'
import { htmlPage } from '../../report/htmlPage.ts'
import type { Cell } from '../cells.ts'
import { percent } from './svg.ts'

export interface CollapsePageOptions {
  readonly title: string
  /** One paragraph each. */
  readonly findings: readonly string[]
  readonly sections: readonly { readonly title: string; readonly words: string; readonly svg: string }[]
  readonly cells: readonly Cell[]
  /** How it is made again. */
  readonly command: string
  readonly version: string
}

/** The experiment as one HTML file that loads nothing. Pure. */
export function collapsePage({ title, findings, sections, cells, command, version }: CollapsePageOptions): string {
  return htmlPage({
    title,
    version,
    style,
    body: `<main>
<h1>${escapeHtml(title)}</h1>
${findings.map((words) => `<p>${escapeHtml(words)}</p>`).join('\n')}
${sections.map((one) => `<section><h2>${escapeHtml(one.title)}</h2><p class="soft">${escapeHtml(one.words)}</p><div class="scroll">${one.svg}</div></section>`).join('\n')}
<section><h2>The numbers</h2><div class="scroll"><table>${rows(cells)}</table></div></section>
<footer><p class="soft">Made by</p><code>${escapeHtml(command)}</code></footer>
</main>`,
  })
}

function rows(cells: readonly Cell[]): string {
  const head = [
    'loss',
    'positives',
    'wrong labels',
    'within / between',
    'kinds',
    'collapsed',
    'loss / collapsed',
    'proven',
  ]
  const body = cells.map((cell) => [
    cell.loss,
    cell.positives,
    percent(cell.noise),
    plusMinus(cell.ratio),
    cell.groups.toFixed(1),
    `${cell.collapsed} of ${cell.runs}`,
    cell.lossRatio ? plusMinus(cell.lossRatio) : '–',
    cell.statement ?? '–',
  ])
  const row = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((words) => `<${tag}>${escapeHtml(words)}</${tag}>`).join('')}</tr>`
  return `<thead>${row('th', head)}</thead><tbody>${body.map((texts) => row('td', texts)).join('')}</tbody>`
}

const plusMinus = ({ mean, half }: Cell['ratio']): string =>
  half === null ? mean.toFixed(3) : `${mean.toFixed(3)} ± ${half.toFixed(3)}`

const style = `
:root { color-scheme: light dark; --bg: #f7f6f3; --ink: #16191f; --mute: #5d646e; --line: #dfdcd5; --card: #fff }
@media (prefers-color-scheme: dark) { :root { --bg: #121418; --ink: #eef0f3; --mute: #a0a8b3; --line: #333944; --card: #16181c } }
body { margin: 0; background: var(--bg); color: var(--ink); font: 16px/1.55 Inter, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
main { max-width: 960px; margin: 0 auto; padding: 40px 24px 56px }
h1 { font-size: clamp(26px, 4vw, 40px); line-height: 1.12; letter-spacing: -0.02em; margin: 0 0 20px; text-wrap: balance }
h2 { font-size: 21px; margin: 40px 0 4px }
p { max-width: 72ch; margin: 0 0 10px }
.soft { color: var(--mute) }
.scroll { overflow-x: auto; margin-top: 12px; border: 1px solid var(--line); border-radius: 12px; background: var(--card) }
.scroll svg { display: block }
table { border-collapse: collapse; width: 100%; font-size: 14.5px }
th, td { padding: 8px 14px; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--line) }
th { color: var(--mute); font-weight: 500 }
tr > :nth-child(-n + 2) { text-align: left }
tbody tr:last-child td { border-bottom: 0 }
footer { margin-top: 40px }
code { font: 14px/1.5 ui-monospace, Menlo, Consolas, monospace }
`
