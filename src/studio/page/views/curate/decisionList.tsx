import { useRef, useState } from 'preact/hooks'
import type { DecisionMade } from '../../../api.ts'
import { Pager } from '../../parts/pager.tsx'
import { Thumb } from '../../parts/thumb.tsx'
import { decisionWords } from './decisionWords.ts'
import type { CurationHere } from './useCuration.ts'

const perPage = 20

/** What has been decided, the latest first, each to be taken back. */
export function DecisionList({ run, here }: { readonly run: string; readonly here: CurationHere }) {
  const [from, setFrom] = useState(0)
  const heading = useRef<HTMLHeadingElement>(null)
  const { curation, unsaved } = here
  const made = [...(curation?.decisions ?? [])].reverse()
  const first = from < made.length ? from : 0
  const waiting = unsaved.flatMap(({ decision, token }) => (decision ? [{ decision, token }] : []))
  return (
    <section class="card decisions">
      <h2 ref={heading} tabIndex={-1}>
        Decided
      </h2>
      {made.length + waiting.length === 0 && <p class="small">Nothing yet.</p>}
      {waiting.length > 0 && (
        <ul aria-label="Not saved yet">
          {waiting.slice(-perPage).map(({ decision, token }) => (
            <li key={token} class="unsaved">
              {'row' in decision && <Thumb run={run} row={decision.row} name="" size={32} />}
              <span>
                <bdi>{decisionWords(decision, null)}</bdi> <em class="small">not saved yet</em>
              </span>
            </li>
          ))}
        </ul>
      )}
      <ol>
        {made.slice(first, first + perPage).map((one) => (
          <One
            key={one.id}
            run={run}
            made={one}
            onRevoke={() => {
              here.revoke(one)
              // Its button goes.
              heading.current?.focus({ preventScroll: true })
            }}
          />
        ))}
      </ol>
      <Pager from={first} count={perPage} total={made.length} what="decisions" onMove={setFrom} />
      {(curation?.missing ?? 0) > 0 && (
        <p class="small">
          {curation!.missing} {curation!.missing === 1 ? 'decision is' : 'decisions are'} about images or kinds that
          this run does not have now. They are kept.
        </p>
      )}
    </section>
  )
}

function One({
  run,
  made: { decision, of, was },
  onRevoke,
}: {
  readonly run: string
  readonly made: DecisionMade
  readonly onRevoke: () => void
}) {
  const rows = 'row' in decision ? [decision.row] : 'a' in decision ? [decision.a, decision.b] : []
  return (
    <li>
      <span class="thumbs">
        {rows.map((row, i) => (row < 0 ? null : <Thumb key={row} run={run} row={row} name={of[i] ?? ''} size={32} />))}
      </span>
      <span class="words">
        <bdi class="of" title={of.join('\n')}>
          {of.map(lastPart).join(', ')}
        </bdi>{' '}
        <bdi>{decisionWords(decision, was)}</bdi>
      </span>
      <button type="button" class="button" aria-label={`take back: ${of.map(lastPart).join(', ')}`} onClick={onRevoke}>
        ✕
      </button>
    </li>
  )
}

const lastPart = (name: string): string => name.split('/').at(-1)!
