import type { Preparation, RunSummary } from '../../api.ts'
import { Notice } from './notice.tsx'

/** How far the preparation of a run is, or why there is none. */
export function Waiting({ run: { name, state, complaint, prepared } }: { readonly run: RunSummary }) {
  if (complaint) return <Notice kind="bad">{complaint}</Notice>
  if (prepared.state === 'failed') return <Notice kind="bad">{prepared.complaint}</Notice>
  if (state === 'training')
    return (
      <Notice kind="wait">{name} is being trained: see Training. It can be looked at here when it has ended.</Notice>
    )
  if (state === 'interrupted')
    return <Notice kind="plain">{name} has not ended: go on with it by `nearkin train --resume`.</Notice>
  return (
    <Notice kind="wait">
      {name} is made ready to be looked at, once: {words(prepared)}
      {prepared.total > 0 && <progress max={prepared.total} value={prepared.done} aria-label={`how far ${name} is`} />}
    </Notice>
  )
}

const words = ({ stage, done, total }: Preparation): string =>
  stage === null
    ? 'waiting for its turn'
    : total > 0
      ? `${stage}, ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
      : stage
