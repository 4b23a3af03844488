import './compare.css'
import type { Comparison, RunSummary } from '../../../api.ts'
import { coloursOfMethods } from '../../data/coloursOfMethods.ts'
import { getJson, useResource } from '../../data/resource.ts'
import { useRuns } from '../../data/runs.tsx'
import { setParams } from '../../data/setParams.ts'
import { figureInks } from '../../parts/figures/figureInks.ts'
import { figureSheet } from '../../parts/figures/figureSheet.ts'
import { plainColour } from '../../parts/figures/plainColour.ts'
import { SaveFigure } from '../../parts/figures/saveFigure.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useRoute } from '../../route.ts'
import { ClassTable } from './classTable.tsx'
import { comparisonCsv, comparisonMarkdown } from './copies.ts'
import { CopyField } from './copyField.tsx'
import { methodsPanel } from './methodsPanel.ts'
import { MethodTable } from './methodTable.tsx'
import { PairTable } from './pairTable.tsx'
import { SettingsTable } from './settingsTable.tsx'
import { sortingOf, sortMethods } from './sortMethods.ts'

/** Finished runs side by side: what they are worth, whether that is more than chance, and in what they differ. All there are, where
 *  none are chosen. */
export function CompareView() {
  const all = useRuns()
  const { params } = useRoute()
  const named =
    params
      .get('runs')
      ?.split(',')
      .filter((id) => all.some((run) => run.id === id)) ?? []
  const path =
    named.length === 0 || named.length === all.length ? '/api/compare' : `/api/compare?runs=${named.join(',')}`
  const states = all.map(({ state }) => state).join(' ')
  const { value, error } = useResource<Comparison>(all.length === 0 ? null : path, getJson, states)
  return (
    <div class="compare">
      <h1>Compare</h1>
      {error && <Notice kind="bad">{error.message}</Notice>}
      {all.length === 0 && <Notice kind="plain">There is no run to show.</Notice>}
      {value && <Compared comparison={value} all={all} />}
    </div>
  )
}

function Compared({ comparison, all }: { readonly comparison: Comparison; readonly all: readonly RunSummary[] }) {
  const { params } = useRoute()
  const { columns, methods, over, left } = comparison
  const runOf = new Map(all.map((run) => [run.id, run]))
  const colours = coloursOfMethods(comparison, all)
  const sorting = sortingOf(params.get('sort'), columns.length)
  const order = sortMethods(methods, sorting)
  const baseline = Math.max(
    0,
    methods.findIndex(({ name }) => name === params.get('baseline')),
  )
  const by = Math.max(
    0,
    columns.findIndex(({ name }) => name === params.get('by')),
  )
  const figure = (): string => {
    const inks = { ...figureInks(), good: plainColour('var(--good)'), bad: plainColour('var(--bad)') }
    const panel = methodsPanel(comparison, order, baseline, colours.map(plainColour), inks)
    const words = `${overWords(comparison)}${methods.length > 1 ? ' Dashed: the baseline.' : ''}`
    return figureSheet(
      { title: methods.length > 1 ? 'Methods compared' : 'What was measured', words, panels: [panel] },
      inks,
    )
  }
  return (
    <>
      {methods.length === 0 && <Notice kind="plain">No finished run can be compared yet.</Notice>}
      {methods.length > 0 && (
        <>
          <p class="mute lead">{overWords(comparison)}</p>
          <div class="controls">
            {methods.length > 1 && (
              <label class="field">
                Baseline
                <select
                  value={methods[baseline]!.name}
                  onChange={({ currentTarget: { value } }) =>
                    setParams({ baseline: value === methods[0]!.name ? null : value })
                  }
                >
                  {methods.map(({ name }) => (
                    <option key={name}>{name}</option>
                  ))}
                </select>
              </label>
            )}
            <CopyField name="Copy as Markdown" text={() => comparisonMarkdown(comparison, order, baseline)} />
            <CopyField name="Copy as CSV" text={() => comparisonCsv(comparison, order, baseline)} />
            <SaveFigure name="Methods compared" of={order.map((m) => methods[m]!.name)} figure={figure} />
          </div>
          <div class="card flush">
            <MethodTable {...{ comparison, order, sorting, baseline, colours }} />
          </div>
          {over !== null && (
            <>
              {columns.length > 1 && methods.length > 2 && (
                <label class="field">
                  Pairs by
                  <select
                    value={columns[by]!.name}
                    onChange={({ currentTarget: { value } }) => setParams({ by: value })}
                  >
                    {columns.map(({ name }) => (
                      <option key={name}>{name}</option>
                    ))}
                  </select>
                </label>
              )}
              <PairTable comparison={comparison} column={by} />
            </>
          )}
          <SettingsTable comparison={comparison} order={order} />
          <ClassTable comparison={comparison} order={order} whole={params.get('classes') === 'all'} />
          <section class="card" aria-labelledby="meanings">
            <h2 id="meanings">What the columns mean</h2>
            <dl class="meanings">
              {columns.map(({ name, definition, better }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>
                    {definition}. {betterWords[better]}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        </>
      )}
      {left.length > 0 && (
        <section class="card" aria-labelledby="left-out">
          <h2 id="left-out">
            {left.length} {left.length === 1 ? 'run is' : 'runs are'} left out
          </h2>
          <ul class="left-out">
            {left.map(({ run, reason }) => (
              <li key={run}>
                <b>
                  <bdi>{runOf.get(run)?.name ?? run}</bdi>
                </b>
                : {reason}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function overWords({ methods, over }: Comparison): string {
  const runs = methods.reduce((sum, method) => sum + method.runs.length, 0)
  const count = `${methods.length} ${methods.length === 1 ? 'method' : 'methods'}, ${runs} ${runs === 1 ? 'run' : 'runs'}.`
  if (over === 'seeds')
    return `${count} Means and 95 % intervals (Student’s t) over seeds; differences are paired by seed.`
  return methods.length > 1
    ? `${count} One run each: nothing tells here whether their differences are more than chance; train each with several seeds.`
    : count
}

const betterWords = {
  higher: 'More is better.',
  lower: 'Less is better.',
  neither: 'Neither more nor less is better.',
} as const
