import type { ReportWords, RunDetail } from '../../../api.ts'
import { isReport } from '../../data/resource.ts'
import { CopyButton } from '../../parts/copyButton.tsx'

/** What all this is of, and the command that repeats it. */
export function Facts({
  words,
  version,
  detail,
}: {
  readonly words: ReportWords | null
  readonly version: string | null
  /** Of the first run that is there. */
  readonly detail: RunDetail | null
}) {
  const facts: readonly (readonly [string, string | null])[] = [
    [
      'Images',
      detail &&
        (detail.sampleOf
          ? `${detail.sampleOf.toLocaleString('en')}; ${detail.rows.toLocaleString('en')} of them are in this file`
          : detail.rows.toLocaleString('en')),
    ],
    ['Trained on', detail?.label ?? null],
    ['Judged by', detail?.evaluateLabel ?? null],
    ['Made', words?.created.replace('T', ' ').replace(/:\d\d(\.\d+)?Z$/, ' UTC') ?? null],
    ['With', version && `nearkin ${version}`],
  ]
  return (
    <footer>
      <dl class="facts">
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
      {detail?.notes.map((note) => (
        <p key={note} class="small">
          {note}
        </p>
      ))}
      {isReport && words && (
        <p class="repeat">
          <code>{words.command}</code>
          <CopyButton text={words.command} />
        </p>
      )}
    </footer>
  )
}
