import type { ComponentChildren } from 'preact'
import type { RunDetail, RunSummary } from '../../api.ts'
import { useResource } from '../data/resource.ts'
import { Notice } from './notice.tsx'
import { Waiting } from './waiting.tsx'

/** Shows what a prepared run is needed for, or how far its preparation is, or why there is none. */
export function Ready({
  run,
  children,
}: {
  readonly run: RunSummary
  readonly children: (detail: RunDetail) => ComponentChildren
}) {
  const ready = run.prepared.state === 'ready'
  const { value, error } = useResource<RunDetail>(ready ? `/api/runs/${run.id}` : null)
  if (value) return <>{children(value)}</>
  if (error) return <Notice kind="bad">{error.message}</Notice>
  return ready ? null : <Waiting run={run} />
}
