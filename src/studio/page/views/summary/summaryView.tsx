import './summary.css'
import type { Comparison, ReportWords, RunDetail, RunSummary } from '../../../api.ts'
import { coloursOfMethods } from '../../data/coloursOfMethods.ts'
import { isReport, useResource } from '../../data/resource.ts'
import { useChosenRuns, useRunList } from '../../data/runs.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Waiting } from '../../parts/waiting.tsx'
import { hrefOf, useRoute } from '../../route.ts'
import { Facts } from './facts.tsx'
import { FindingCard } from './findingCard.tsx'
import { MethodCharts } from './methodCharts.tsx'
import { SomeQueries } from './someQueries.tsx'
import { SummaryPictures } from './summaryPictures.tsx'
import { useAll } from './useAll.ts'
import { Ways } from './ways.tsx'

/** Pictures beside one another, at most. */
const mostPictures = 4

/** What was found, in words and numbers; what each method makes of the same images; and the ways from there. */
export function SummaryView() {
  const { value: list } = useRunList()
  const { params } = useRoute()
  const { value: words } = useResource<ReportWords>(isReport ? '/api/words' : null)
  const [shown] = useChosenRuns(mostPictures)
  const all = list?.runs ?? []
  const named = params.get('runs')?.split(',') ?? []
  const compared = all.filter(({ id, state }) => state === 'finished' && (named.length === 0 || named.includes(id)))
  const { value: comparison, error } = useResource<Comparison>(
    compared.length > 0 ? `/api/compare?runs=${compared.map(({ id }) => id).join(',')}` : null,
  )
  const colours = comparison ? coloursOfMethods(comparison, all) : []
  const ready = shown.filter(({ prepared }) => prepared.state === 'ready')
  const preparing = shown.filter(
    ({ state, prepared }) =>
      prepared.state === 'failed' || (state === 'finished' && ['waiting', 'running'].includes(prepared.state)),
  )
  const loaded = useAll<RunDetail>(ready.map(({ id }) => `/api/runs/${id}`))
  // While others are on their way, those of before are of other runs.
  const details = loaded.loading ? null : loaded.value
  const datasets = [...new Set((compared.length > 0 ? compared : all).map(({ dataset }) => lastPart(dataset)))]
  return (
    <div class="summary">
      <header>
        <p class="eyebrow">
          {all.length === 1 ? <bdi>{all[0]!.name}</bdi> : `${all.length.toLocaleString('en')} runs`}
        </p>
        <h1>
          <bdi>{words?.title ?? datasets.slice(0, 3).join(', ')}</bdi>
        </h1>
        {words && <p class="subtitle">{words.subtitle}</p>}
        {!isReport && ready.length > 0 && (
          <a class="button save" download href={`/api/report?runs=${ready.map(({ id }) => id).join(',')}`}>
            Save as a report
          </a>
        )}
      </header>
      {error && error.status !== 404 && <Notice kind="bad">{error.message}</Notice>}
      {comparison && comparison.methods.length > 0 && <FindingCard comparison={comparison} colours={colours} />}
      {comparison?.left.map(({ run, reason }) => (
        <Notice key={run} kind="plain">
          {all.find(({ id }) => id === run)?.name ?? run} is left out of the comparison: {reason}
        </Notice>
      ))}
      <Unfinished runs={all.filter((run) => !compared.includes(run) && run.state !== 'finished')} />
      {preparing.map((run) => (
        <Waiting key={run.id} run={run} />
      ))}
      {ready.length > 0 && <SummaryPictures runs={ready} details={details} comparison={comparison} />}
      {ready.length > 0 && <SomeQueries runs={ready} detail={details?.[0] ?? null} />}
      {comparison && comparison.methods.length > 0 && <MethodCharts comparison={comparison} colours={colours} />}
      <Ways runs={params.get('runs')} />
      <Facts words={words} version={list?.version ?? null} detail={details?.[0] ?? null} />
    </div>
  )
}

/** A dataset is known by its path until its run is ready, and by its name from then on. */
const lastPart = (dataset: string): string =>
  dataset
    .replace(/[\\/:]+$/, '')
    .split(/[\\/]/)
    .at(-1)!

/** Runs that have no numbers yet, or none any more. */
function Unfinished({ runs }: { readonly runs: readonly RunSummary[] }) {
  const training = runs.filter(({ state }) => state === 'training')
  const troubled = runs.filter(({ state }) => state !== 'training')
  return (
    <>
      {training.length > 0 && (
        <Notice kind="wait">
          {training.map(({ name }) => name).join('; ')}{' '}
          {training.length === 1 ? 'is being trained' : 'are being trained'}:{' '}
          <a href={hrefOf('training', {})}>see how it goes</a>.
        </Notice>
      )}
      {troubled.map(({ id, name, state, complaint }) => (
        <Notice key={id} kind={complaint ? 'bad' : 'plain'}>
          {complaint ?? `${name} has ${state === 'interrupted' ? 'not ended: go on with it by --resume' : 'gone'}.`}
        </Notice>
      ))}
    </>
  )
}
