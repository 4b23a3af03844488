import './curate.css'
import type { ClassList, LikelyErrors, NearDuplicateList, RunDetail, RunSummary } from '../../../api.ts'
import { useResource } from '../../data/resource.ts'
import { useChosenRuns } from '../../data/runs.tsx'
import { setParams } from '../../data/setParams.ts'
import { Notice } from '../../parts/notice.tsx'
import { Ready } from '../../parts/ready.tsx'
import { useRoute } from '../../route.ts'
import { DecisionList } from './decisionList.tsx'
import { errorsOfClass } from './errorsOfClass.ts'
import { FilePanel } from './filePanel.tsx'
import { ItemCard } from './itemCard.tsx'
import { type Item, isLookedAt, kindsToLookAt, type QueueName, queueNames } from './queues.ts'
import { SaveState } from './saveState.tsx'
import { useCuration } from './useCuration.ts'

/** Likely label errors, near-duplicates and kinds, one after the other, to be decided on by keys or by touch. */
export function CurateView() {
  const [runs] = useChosenRuns(1)
  return (
    <>
      {runs.map((run) => (
        // Prepared anew, all of it is asked for anew: rows and kinds have other numbers then.
        <Ready key={`${run.id} ${run.stamp}`} run={run}>
          {(detail) => <Curate run={run} detail={detail} />}
        </Ready>
      ))}
    </>
  )
}

const titles: Readonly<Record<QueueName, string>> = {
  errors: 'Likely label errors',
  pairs: 'Near-duplicates',
  kinds: 'Kinds',
}

const nothing: Readonly<Record<QueueName, string>> = {
  errors: 'No image lies nearer to another class than to its own.',
  pairs: 'No two images lie closer together than is usual here.',
  kinds: 'No class holds several kinds that are told apart.',
}

function Curate({ run, detail }: { readonly run: RunSummary; readonly detail: RunDetail }) {
  const { params } = useRoute()
  const curation = useCuration(run.id, `${detail.images} ${run.stamp ?? ''}`, detail.stamp)
  const { value: errors, error: failed } = useResource<LikelyErrors>(`/api/runs/${run.id}/errors`)
  const { value: pairs, error: pairsFailed } = useResource<NearDuplicateList>(`/api/runs/${run.id}/duplicates`)
  const { value: classes, error: classesFailed } = useResource<ClassList>(`/api/runs/${run.id}/classes`)
  // Where the server is away, all four say the same.
  const complaints = new Set([failed, pairsFailed, classesFailed, curation.error].flatMap((one) => one?.message ?? []))
  const only = params.get('class')
  const items: Readonly<Record<QueueName, readonly Item[]>> = {
    errors: errors ? errorsOfClass(errors, only).map((error) => ({ queue: 'errors', row: error.row, error })) : [],
    pairs: pairs?.pairs.map((pair) => ({ queue: 'pairs', pair })) ?? [],
    kinds: classes ? kindsToLookAt(detail, classes) : [],
  }
  const queue = queueNames.find((name) => name === params.get('queue')) ?? 'errors'
  const row = /^\d+$/.test(params.get('row') ?? '') ? Number(params.get('row')) : -1
  const single = row >= 0 && row < detail.rows ? row : null
  const shown: readonly Item[] = single === null ? items[queue] : [{ queue: 'image', row: single }]
  const at = Math.min(Math.max(0, Number(params.get('at') ?? 1) - 1 || 0), Math.max(0, shown.length - 1))
  const item = shown[at]
  const loaded = single !== null || { errors, pairs, kinds: classes }[queue] !== null
  return (
    <div class="curate">
      <header class="curate-head">
        <h1>Curate</h1>
        <SaveState here={curation} />
      </header>
      {only !== null && (
        <p>
          Label errors of '<bdi>{only}</bdi>' alone.{' '}
          <button type="button" class="button" onClick={() => setParams({ class: null, level: null, at: null })}>
            Show all
          </button>
        </p>
      )}
      <nav class="queues" aria-label="Queues">
        {queueNames.map((name) => {
          const looked = items[name].filter((one) => isLookedAt(one, curation.on)).length
          return (
            <button
              key={name}
              type="button"
              class="queue"
              aria-current={single === null && name === queue ? 'true' : undefined}
              onClick={() => setParams({ queue: name, at: null, row: null })}
            >
              <b>{titles[name]}</b>
              <span class="small">
                {looked.toLocaleString('en')} of {items[name].length.toLocaleString('en')} looked at
              </span>
              <progress max={Math.max(1, items[name].length)} value={looked} aria-label={`${titles[name]} looked at`} />
            </button>
          )
        })}
      </nav>
      {[...complaints].map((complaint) => (
        <Notice key={complaint} kind="bad">
          {complaint}
        </Notice>
      ))}
      <div class="curate-body">
        <section class="now" aria-label="What to decide on">
          {item ? (
            <ItemCard
              run={run.id}
              detail={detail}
              items={shown}
              at={at}
              here={curation}
              level={errors?.level ?? detail.label}
            />
          ) : (
            loaded && <Notice kind="plain">{nothing[queue]}</Notice>
          )}
        </section>
        <aside class="side" aria-label="What has been decided">
          {curation.curation && <FilePanel curation={curation.curation} />}
          <DecisionList run={run.id} here={curation} />
        </aside>
      </div>
    </div>
  )
}
