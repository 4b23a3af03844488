import { useState } from 'preact/hooks'
import type { ClassList as List, RunSummary } from '../../../api.ts'
import { setParams } from '../../data/setParams.ts'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { hrefOf, useRoute } from '../../route.ts'
import { type ClassSort, sortClasses } from './sortClasses.ts'
import { SpreadChart } from './spreadChart.tsx'
import { VerdictBadge } from './verdictBadge.tsx'

/** Rows of the table on a page. */
const onPage = 100

interface Head {
  readonly by: ClassSort
  readonly words: string
  readonly title: string
  /** A number, that stands to the right. */
  readonly number: boolean
}

/** All classes as a table to sort and search, with the verdict on the whole, and how wide each is against how well it is found. */
export function ClassList({
  run,
  list,
  notes,
}: {
  readonly run: RunSummary
  readonly list: List
  readonly notes: readonly string[]
}) {
  const { params } = useRoute()
  const [from, setFrom] = useState(0)
  const heads = headsOf(list)
  const asked = params.get('sort')
  const by = heads.find((head) => head.by === asked)?.by ?? (list.finer === null ? 'recallAt1' : 'finerRecallAt1')
  const down = params.get('down') === '1'
  const sought = params.get('q') ?? ''
  const classes = sortClasses(list.classes, { by, down, sought })
  const first = from < classes.length ? from : 0
  const sort = (to: ClassSort) => setParams({ sort: to, down: to === by && !down ? '1' : null })
  return (
    <div class="classes">
      <h1>Classes</h1>
      <p class="whole">{list.verdict}</p>
      {notes.map((note) => (
        <Notice key={note} kind="plain">
          {note}
        </Notice>
      ))}
      <SpreadChart run={run} list={list} shown={null} />
      <label class="field">
        Search
        <input
          type="search"
          value={sought}
          placeholder={`${list.classes.length.toLocaleString('en')} classes of ${list.level}`}
          onInput={({ currentTarget: { value } }) => setParams({ q: value })}
        />
      </label>
      <div class="scroll">
        <table class="class-table">
          <thead>
            <tr>
              {heads.map(({ by: own, words, title, number }) => (
                <th
                  key={own}
                  scope="col"
                  class={`${number ? 'number' : ''} of-${own}`}
                  aria-sort={own === by ? (down ? 'descending' : 'ascending') : 'none'}
                >
                  <button type="button" title={title} onClick={() => sort(own)}>
                    {words}
                    <span aria-hidden="true">{own === by ? (down ? ' ▾' : ' ▴') : ''}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {classes.slice(first, first + onPage).map((one) => (
              <tr key={one.class}>
                <th scope="row">
                  <a href={hrefOf('classes', { runs: run.id, class: one.name })}>
                    <bdi>{one.name || '(no name)'}</bdi>
                  </a>
                </th>
                <td>
                  <VerdictBadge verdict={one.verdict} />
                </td>
                <td class="number of-images">{one.images.toLocaleString('en')}</td>
                <td class="number of-kinds">{one.kinds}</td>
                {list.finer !== null && <td class="number of-finerClasses">{one.finerClasses ?? '–'}</td>}
                <td class="number of-spread">{one.spread?.toFixed(2) ?? '–'}</td>
                <td class="number of-recallAt1">{percent(one.recallAt1)}</td>
                {list.finer !== null && <td class="number">{percent(one.finerRecallAt1)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {classes.length === 0 && (
        <p class="mute">
          No class has '<bdi>{sought}</bdi>' in its name.
        </p>
      )}
      <Pager from={first} count={onPage} total={classes.length} what="classes" onMove={setFrom} />
    </div>
  )
}

function headsOf({ level, finer }: List): Head[] {
  const heads: Head[] = [
    { by: 'name', words: 'Class', title: `by '${level}', the label that was trained on`, number: false },
    { by: 'verdict', words: 'Verdict', title: 'what the class looks like in the embedding', number: false },
    { by: 'images', words: 'Images', title: 'that the run has of it', number: true },
    { by: 'kinds', words: 'Kinds', title: 'found inside it', number: true },
    {
      by: 'spread',
      words: 'Spread',
      title: 'distance inside the class over distance between classes; 0 is one point',
      number: true,
    },
    {
      by: 'recallAt1',
      words: finer === null ? 'Recall@1' : `Recall@1 by ${level}`,
      title: `of its queries whose nearest is of the same '${level}'`,
      number: true,
    },
  ]
  if (finer !== null) {
    heads.splice(4, 0, {
      by: 'finerClasses',
      words: finer,
      title: `classes of '${finer}' among its images`,
      number: true,
    })
    heads.push({
      by: 'finerRecallAt1',
      words: `Recall@1 by ${finer}`,
      title: `of its queries whose nearest is of the same '${finer}'`,
      number: true,
    })
  }
  return heads
}

const percent = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`)
