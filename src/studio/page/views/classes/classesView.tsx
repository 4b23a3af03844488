import './classes.css'
import type { ClassList as List, RunDetail, RunSummary } from '../../../api.ts'
import { isReport, useResource } from '../../data/resource.ts'
import { useChosenRuns } from '../../data/runs.tsx'
import { Notice } from '../../parts/notice.tsx'
import { Ready } from '../../parts/ready.tsx'
import { hrefOf, useRoute } from '../../route.ts'
import { ClassList } from './classList.tsx'
import { ClassPage } from './classPage.tsx'

/** All classes of a run with what the embedding makes of them, or one of them that the address names in `class`. */
export function ClassesView() {
  const [runs] = useChosenRuns(1)
  return (
    <>
      {runs.map((run) => (
        <Ready key={run.id} run={run}>
          {(detail) => <Classes run={run} detail={detail} />}
        </Ready>
      ))}
    </>
  )
}

function Classes({ run, detail }: { readonly run: RunSummary; readonly detail: RunDetail }) {
  const { value: list, error } = useResource<List>(`/api/runs/${run.id}/classes`)
  const { params } = useRoute()
  const name = params.get('class')
  if (error && !list) return <Notice kind={error.status === 404 ? 'plain' : 'bad'}>{error.message}</Notice>
  if (!list) return null
  if (name === null) return <ClassList run={run} list={list} notes={isReport ? detail.notes : []} />
  const one = list.classes.find((summary) => summary.name === name)
  if (one) return <ClassPage key={one.class} run={run} detail={detail} list={list} summary={one} />
  return (
    <Notice kind="plain">
      {run.name} has no class '<bdi>{name}</bdi>' of '<bdi>{list.level}</bdi>'.{' '}
      <a href={hrefOf('classes', { runs: params.get('runs') })}>All classes</a>
    </Notice>
  )
}
