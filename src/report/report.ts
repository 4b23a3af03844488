import { rename, rm, writeFile } from 'node:fs/promises'
import { checkReport } from './checkReport.ts'
import type { ReportData } from './data.ts'
import { embedJson } from './embedJson.ts'
import { escapeHtml } from './escapeHtml.ts'
import { type Finding, finding } from './finding.ts'
import { format } from './format.ts'
import { gallery } from './gallery.ts'
import { htmlPage } from './htmlPage.ts'
import { type MethodStyle, methodStyles } from './methodStyles.ts'
import { style } from './page/style.ts'
import { pageData } from './pageData.ts'
import { pageScript } from './pageScript.ts'
import { pictures } from './pictures.ts'
import { numbers, training } from './sections.ts'

/** The report as one HTML file that loads nothing: style, script, pictures and numbers are inside. Pure. */
export function reportHtml(data: ReportData): string {
  checkReport(data)
  const styles = methodStyles(data.methods)
  const found = finding(data)
  const hidden = waiting(data, found)
  const sections = [
    section('pictures', 'What the network sees', pictures(data, styles, hidden), methodButtons(data, styles, hidden)),
    section(
      'queries',
      'What each one finds',
      gallery(data, hidden),
      `<p class="lead">Nearest neighbours of the same queries. Right, ✓, means the same class by ${escapeHtml(data.dataset.evaluateLabel)}.</p>`,
    ),
    section('training', 'Over training', training(data, styles)),
    section('numbers', 'The numbers', numbers(data, styles, hidden)),
  ]
  return htmlPage({
    title: data.title,
    version: data.version,
    allowed: "img-src data:; script-src 'unsafe-inline'",
    style: `${style}${spriteStyle(data)}`,
    body: `<header>
<p class="eyebrow">nearkin · <bdi>${escapeHtml(data.dataset.name)}</bdi></p>
<h1>${escapeHtml(data.title)}</h1>
<p class="subtitle">${escapeHtml(data.subtitle)}</p>
${headline(data, found, styles)}
</header>
<main>
${sections.join('\n')}
</main>
${footer(data)}
<script type="application/json" id="data">${embedJson(pageData(data))}</script>
<script type="module">
${pageScript()}</script>`,
  })
}

/** Writes the report under a temporary name, then renames it: a reader never sees half a file. */
export async function writeReport(path: string, data: ReportData): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`
  try {
    await writeFile(temporary, reportHtml(data))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const section = (id: string, title: string, body: string, before = ''): string =>
  body && `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${before}${body}</section>`

/** With more than four methods only those of the headline are open at first. */
function waiting({ methods }: ReportData, { shown }: Finding): ReadonlySet<number> {
  const first = shown.length > 1 ? shown : [0, 1]
  return new Set(methods.length > 4 ? [...methods.keys()].filter((i) => !first.includes(i)) : [])
}

function methodButtons({ methods }: ReportData, styles: readonly MethodStyle[], hidden: ReadonlySet<number>): string {
  if (methods.length < 3) return ''
  const buttons = methods.map(
    (m, i) =>
      `<button type="button" data-toggle="${i}" aria-pressed="${!hidden.has(i)}" style="--c:${styles[i]!.colour}"><bdi>${escapeHtml(m.name)}</bdi></button>`,
  )
  return `<div class="chips" role="group" aria-label="Methods shown in the pictures, among the neighbours and by class"><span>Methods shown</span>${buttons.join('')}</div>`
}

function headline({ methods, table }: ReportData, found: Finding, styles: readonly MethodStyle[]): string {
  const column = table.columns[0]
  const arrow = '<svg class="arrow" viewBox="0 0 44 20" aria-hidden="true"><path d="M2 10H41M33 3l8 7-8 7"/></svg>'
  const big = found.shown.map((i) => {
    const { mean, halfWidth } = table.rows[i]![0]!
    const half = Number.isFinite(halfWidth) ? `± ${format(halfWidth, column?.digits)}` : 'one seed, no interval'
    const who =
      found.shown.length > 1 && found.verdict !== 'single' ? `${methods[i]!.positives} positives` : methods[i]!.name
    return `<div class="number" style="--c:${styles[i]!.colour}"><span class="who"><bdi>${escapeHtml(who)}</bdi></span><span class="big">${format(mean, column?.digits)}</span><span class="half">${half}</span></div>`
  })
  const shown = big.length
    ? `<div class="numbers" aria-label="${escapeHtml(column?.name ?? '')}">${big.join(arrow)}</div>`
    : ''
  const detail = found.detail ? `<p class="detail">${escapeHtml(found.detail)}</p>` : ''
  return `<div class="finding" data-verdict="${found.verdict}"><div><p class="claim">${escapeHtml(found.claim)}</p>${detail}</div>${shown}</div>`
}

function footer({ dataset, created, version, command }: ReportData): string {
  const facts = [
    ['Images', `${dataset.name}, ${dataset.images.toLocaleString('en')}`],
    ['Trained on', dataset.trainLabel],
    ['Judged by', dataset.evaluateLabel],
    ['Over', dataset.judgedOn],
    ['Made', created.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC')],
    ['With', `nearkin ${version}`],
  ].map(([name, value]) => `<div><dt>${name}</dt><dd><bdi>${escapeHtml(value!)}</bdi></dd></div>`)
  return `<footer><div><dl class="facts">${facts.join('')}</dl><div class="repeat"><code id="command">${escapeHtml(command)}</code><button type="button" id="copy">copy</button></div></div></footer>`
}

function spriteStyle({ sprite }: ReportData): string {
  if (!sprite) return ''
  const { uri, columns, rows, tileWidth, tileHeight } = sprite
  const sharp = tileWidth < 48 ? ' image-rendering: pixelated;' : ''
  return `:root { --tile: ${tileWidth} / ${tileHeight}; }
.thumb { background-image: url("${uri}"); background-size: ${columns * 100}% ${rows * 100}%;${sharp} }`
}
