import { escapeHtml } from '../escapeHtml.ts'
import { htmlPage } from '../htmlPage.ts'
import { lineChart } from '../lineChart.ts'
import { style } from '../page/style.ts'
import { classCards } from './classCards.ts'
import { classTable } from './classTable.ts'
import type { KindsPageData } from './data.ts'
import { duplicateCards, errorCards } from './errorCards.ts'
import { kindsStyle } from './kindsStyle.ts'
import { spectrumChart } from './spectrumChart.ts'

/** The page of kinds as one HTML file that loads nothing and runs no script: pictures and style are inside. Pure. */
export function kindsPage(data: KindsPageData): string {
  const title = escapeHtml(data.title)
  const [claim = '', ...details] = data.verdict
  return htmlPage({
    title: data.title,
    version: data.version,
    allowed: 'img-src data:',
    style: `${style}${kindsStyle(data.sprite)}`,
    body: `<header>
<p class="eyebrow">nearkin · <bdi>${escapeHtml(data.dataset)}</bdi></p>
<h1>${title}</h1>
<div class="finding"><div><p class="claim">${escapeHtml(claim)}</p>${details.map((one) => `<p class="detail">${escapeHtml(one)}</p>`).join('')}</div></div>
</header>
<main>
${[
  section('classes', 'Class by class', classCards(data), kindsLead),
  section('errors', 'Likely label errors', errorCards(data), errorsLead(data)),
  section('duplicates', 'Near-duplicates', duplicateCards(data), duplicatesLead(data)),
  section('space', 'The space', space(data)),
  section('training', 'Over training', curves(data)),
  section('table', 'All classes in numbers', classTable(data)),
].join('\n')}
</main>
${footer(data)}`,
  })
}

const section = (id: string, title: string, body: string, lead = ''): string =>
  body &&
  `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${lead && `<p class="lead">${lead}</p>`}${body}</section>`

const kindsLead =
  'Of each kind its most typical images, nearest to its middle, and its most atypical, farthest from it.'

const errorsLead = ({ errors, allErrors }: KindsPageData): string =>
  `Images that lie nearer to another class than to the rest of their own, the likeliest error first; ${some(errors.length, allErrors)}. To correct them, write yes into the column accept of label-errors.csv and give it to --accept.`

const duplicatesLead = ({ duplicates, allDuplicates }: KindsPageData): string =>
  `Pairs that lie closer together than is usual here, the closest first; ${some(duplicates.length, allDuplicates)}.`

const some = (shown: number, all: number): string =>
  shown === all ? `all ${all.toLocaleString('en')}` : `${shown} of ${all.toLocaleString('en')}`

function space({ spectrum, space: numbers }: KindsPageData): string {
  const rows = numbers.map(
    ({ name, value, definition }) =>
      `<div><dt>${escapeHtml(name)}</dt><dd><b>${escapeHtml(value)}</b><span>${escapeHtml(definition)}</span></dd></div>`,
  )
  return `<div class="space">${spectrumChart(spectrum)}<dl class="measures">${rows.join('')}</dl></div>`
}

function curves({ curves: all }: KindsPageData): string {
  if (all.length === 0) return ''
  const charts = all.map(({ title, note, points }) =>
    lineChart([{ name: title, style: { colour: 'var(--accent)', dash: '' }, runs: [points] }], { title, note }),
  )
  return `<div class="charts">${charts.join('')}</div>`
}

function footer({ dataset, images, label, created, version, command }: KindsPageData): string {
  const facts = [
    ['Images', `${dataset}, ${images.toLocaleString('en')}`],
    ['Classes of', label],
    ['Made', created.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC')],
    ['With', `nearkin ${version}`],
  ].map(([name, value]) => `<div><dt>${name}</dt><dd><bdi>${escapeHtml(value!)}</bdi></dd></div>`)
  return `<footer><div><dl class="facts">${facts.join('')}</dl><div class="repeat"><code>${escapeHtml(command)}</code></div></div></footer>`
}
