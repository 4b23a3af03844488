import { escapeHtml } from '../report/escapeHtml.ts'
import { htmlPage } from '../report/htmlPage.ts'
import { style } from '../report/page/style.ts'
import { linePlot, scatterPlot } from './plots.ts'
import type { MethodResult, SweepResults } from './results.ts'
import { bestSoFar, lastValue, ranked } from './results.ts'

/** Rows of a table of trials. */
const mostRows = 50

/** A search as one HTML file that loads nothing: for every method the validation metric against each option, what each explains, the best so far over the
 *  budget, and the trials. Pure. */
export function sweepHtml(results: SweepResults): string {
  const { title, metric, methods } = results
  return htmlPage({
    title,
    style: `${style}${own}`,
    body: `<header><p class="eyebrow">nearkin sweep</p><h1>${escapeHtml(title)}</h1>
<p class="subtitle">${escapeHtml(metric)}</p></header>
<main>
<section aria-labelledby="budget"><h2 id="budget">Best so far over the budget</h2>
<p class="lead">The best validation value after each training, against the steps spent on the method.</p>
${linePlot(methods.map((method) => ({ name: method.name, points: bestSoFar(method).map(({ steps, value }) => ({ x: steps, y: value })) })))}</section>
${methods.map(section).join('\n')}
</main>`,
  })
}

const own = `
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 20px; margin-top: 24px; }
.plots figure { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 16px; }
figcaption { font-size: 14px; font-weight: 600; }
figcaption span { font-weight: 400; color: var(--mute); }
section > svg { display: block; width: 100%; max-width: 760px; height: auto; margin-top: 12px; }
figure svg { display: block; width: 100%; height: auto; margin-top: 8px; }
svg text { fill: var(--mute); font: 11px sans-serif; }
svg .axis { stroke: var(--line); }
svg .dot { fill: var(--m-easiest); fill-opacity: .65; }
svg .won { fill: var(--m-0); }
svg .line { fill: none; stroke-width: 2; }
.bars { display: grid; grid-template-columns: max-content 1fr max-content; gap: 6px 12px; align-items: center; max-width: 640px; margin-top: 16px; font-size: 14px; }
.bars i { display: block; height: 12px; border-radius: 6px; background: var(--m-easiest); }
.scroll { overflow-x: auto; margin-top: 24px; }
table { border-collapse: collapse; font-size: 14px; }
th, td { padding: 6px 12px; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
`

function section(method: MethodResult, m: number): string {
  const { name, space, trials, importance, winner } = method
  const first = trials.flatMap((one) => {
    const value = one.rounds[0]?.value ?? null
    return value === null ? [] : [{ one, value }]
  })
  const plots = Object.entries(space).map(([option, range]) => {
    const points = first.map(({ one, value }) => ({ x: one.choice[option], y: value, won: one.trial === winner }))
    const share = importance.find((entry) => entry.name === option)?.share ?? null
    const told = share === null ? '' : ` <span>explains ${(100 * share).toFixed(0)} % alone</span>`
    return `<figure><figcaption>${escapeHtml(option)}${told}</figcaption>${scatterPlot(points, range)}</figure>`
  })
  const bars = importance
    .filter(({ share }) => share !== null)
    .sort((a, b) => b.share! - a.share!)
    .map(
      ({ name: option, share }) =>
        `<span>${escapeHtml(option)}</span><span><i style="width:${(100 * share!).toFixed(1)}%"></i></span><span>${(100 * share!).toFixed(0)} %</span>`,
    )
  const steps = trials[0]?.rounds[0]?.steps
  return `<section aria-labelledby="m${m}"><h2 id="m${m}">${escapeHtml(name)}</h2>
<p class="lead">Every dot is a trial after ${steps ?? 0} steps, where all had the same budget; the other colour is the one that was best at the end.</p>
${bars.length > 0 ? `<div class="bars">${bars.join('')}</div><p class="small">Share of the variance between trials that each option explains by itself (omega squared); what two do together is in none.</p>` : ''}
<div class="plots">${plots.join('')}</div>
${trialTable(method)}</section>`
}

function trialTable(method: MethodResult): string {
  const names = Object.keys(method.space)
  const rows = ranked(method)
    .slice(0, mostRows)
    .map((one) => {
      const values = names.map((name) => `<td>${escapeHtml(String(one.choice[name] ?? 'default'))}</td>`)
      const value = lastValue(one)?.toFixed(4) ?? escapeHtml(one.failed ?? 'failed')
      return `<tr><td>${one.trial === 0 ? 'usual' : one.trial}${one.trial === method.winner ? ', best' : ''}</td><td>${one.rounds.at(-1)?.steps ?? 0}</td><td>${value}</td>${values.join('')}</tr>`
    })
  const head = ['trial', 'steps', 'value', ...names].map((name) => `<th scope="col">${escapeHtml(name)}</th>`)
  return `<div class="scroll" role="region" tabindex="0" aria-label="Trials of ${escapeHtml(method.name)}"><table><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`
}
