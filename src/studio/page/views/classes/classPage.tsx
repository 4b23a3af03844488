import type { ClassList, ClassSummary, ClassPage as Page, RunDetail, RunSummary } from '../../../api.ts'
import { isReport, useResource } from '../../data/resource.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { Notice } from '../../parts/notice.tsx'
import { hrefOf } from '../../route.ts'
import { ConfusionList } from './confusionList.tsx'
import { ConfusionMatrix } from './confusionMatrix.tsx'
import { confusionWords } from './confusionWords.ts'
import { Evidence } from './evidence.tsx'
import { Kinds } from './kinds.tsx'
import { SpreadChart } from './spreadChart.tsx'
import { VerdictBadge } from './verdictBadge.tsx'

/** One class: the verdict on it and what that stands on, its kinds, and what its queries are taken for, inside the class and outside. */
export function ClassPage({
  run,
  detail,
  list,
  summary,
}: {
  readonly run: RunSummary
  readonly detail: RunDetail
  readonly list: ClassList
  readonly summary: ClassSummary
}) {
  const { value: page, error } = useResource<Page>(`/api/runs/${run.id}/classes/${summary.class}`)
  const finerClasses = detail.columns.find(({ name }) => name === list.finer)?.classes ?? []
  return (
    <div class="classes">
      <p class="back">
        <a href={hrefOf('classes', { runs: run.id })}>← All classes</a>
      </p>
      <div class="class-head">
        <div>
          <h1>
            <bdi>{summary.name || '(no name)'}</bdi>
          </h1>
          <p class="whole">
            <VerdictBadge verdict={summary.verdict} /> {page && <bdi>{page.words}</bdi>}
          </p>
          <Numbers list={list} summary={summary} />
        </div>
        <Links run={run.id} detail={detail} list={list} name={summary.name} />
      </div>
      {error && <Notice kind={error.status === 404 ? 'plain' : 'bad'}>{error.message}</Notice>}
      {page && page.finerConfusions.length > 0 && (
        <section aria-labelledby="inside">
          <h2 id="inside">
            Taken for one another inside '<bdi>{summary.name}</bdi>'
          </h2>
          <p class="small">
            By '<bdi>{list.finer}</bdi>': a query, and the image nearest to it, of another {list.finer} class. This is
            what a search inside the class gets wrong.
          </p>
          <p class="whole">
            <bdi>{confusionWords(page, (name) => shortLabel(name, finerClasses))}</bdi>
          </p>
          <ConfusionMatrix
            confusions={page.finerConfusions}
            classes={finerClasses}
            title={`Classes of '${list.finer}' taken for one another inside '${summary.name}'`}
            run={run.name}
          />
          <ConfusionList
            run={run.id}
            confusions={page.finerConfusions.map((one) => ({ ...one, href: null }))}
            detail={detail}
            level={list.finer}
          />
        </section>
      )}
      {page && page.kindsFound.length > 0 && (
        <Kinds run={run.id} detail={detail} kinds={page.kindsFound} finer={list.finer} images={summary.images} />
      )}
      {page && page.confusedWith.length > 0 && (
        <section aria-labelledby="outside">
          <h2 id="outside">Taken for other classes</h2>
          <p class="small">
            By '<bdi>{list.level}</bdi>': its queries whose nearest image is of another class.
          </p>
          <ConfusionList
            run={run.id}
            confusions={page.confusedWith.map(({ name, ...rest }) => ({
              ...rest,
              of: summary.name,
              takenFor: name,
              href: hrefOf('classes', { runs: run.id, class: name }),
            }))}
            detail={detail}
            level={list.level}
          />
        </section>
      )}
      {page && (
        <section aria-labelledby="evidence">
          <h2 id="evidence">What the verdict stands on</h2>
          <Evidence evidence={page.evidence} />
          <SpreadChart run={run} list={list} shown={summary.class} />
        </section>
      )}
    </div>
  )
}

function Numbers({ list, summary }: { readonly list: ClassList; readonly summary: ClassSummary }) {
  const { images, recallAt1, finerRecallAt1, finerClasses } = summary
  const numbers = [
    { name: 'images', value: images.toLocaleString('en') },
    ...(finerClasses === null ? [] : [{ name: `${list.finer} classes`, value: finerClasses.toLocaleString('en') }]),
    ...(recallAt1 === null ? [] : [{ name: `Recall@1 by ${list.level}`, value: percent(recallAt1) }]),
    ...(finerRecallAt1 === null ? [] : [{ name: `Recall@1 by ${list.finer}`, value: percent(finerRecallAt1) }]),
  ]
  return (
    <dl class="numbers">
      {numbers.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Links({
  run,
  detail,
  list,
  name,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly list: ClassList
  readonly name: string
}) {
  const place = detail.columns.find((column) => column.name === list.level)?.classes.indexOf(name) ?? -1
  return (
    <nav class="class-links" aria-label="This class in other views">
      <a
        class="button primary"
        href={hrefOf('neighbours', { runs: run, show: 'failures', class: name, level: list.level })}
      >
        Its failures on the wall
      </a>
      <a class="button" href={hrefOf('map', { runs: run, colour: list.level, chosen: `class:${place}` })}>
        On the map
      </a>
      {!isReport && (
        <a class="button" href={hrefOf('curate', { runs: run, class: name, level: list.level })}>
          Its likely label errors
        </a>
      )}
    </nav>
  )
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
