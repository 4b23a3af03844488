import type { Curation } from '../../../api.ts'
import { useCopied } from '../../data/useCopied.ts'

/** Where the decisions lie, and how to train on them. */
export function FilePanel({ curation }: { readonly curation: Curation }) {
  const { file, command, column, counts, writing, complaint, accepted, journal } = curation
  const summary = [
    [counts.relabelled, 'relabelled'],
    [counts.kept, 'kept'],
    [counts.leftOut, 'left out'],
    [counts.pairsKept, counts.pairsKept === 1 ? 'pair kept' : 'pairs kept'],
    [counts.kindsNamed, counts.kindsNamed === 1 ? 'kind named' : 'kinds named'],
    [counts.kindsRefused, counts.kindsRefused === 1 ? 'kind refused' : 'kinds refused'],
  ] as const
  const said = summary.filter(([count]) => count > 0)
  return (
    <section class="card file-panel">
      <h2>Your labels</h2>
      <p>
        {said.length === 0
          ? 'What you decide is written to a file beside the run. The images and their labels stay as they are.'
          : said.map(([count, words]) => `${count.toLocaleString('en')} ${words}`).join(', ')}
      </p>
      {complaint !== null && (
        <p class="trouble" role="alert">
          The file could not be written: {complaint}. Your decisions are kept, in <bdi>{journal}</bdi>
        </p>
      )}
      {writing && (
        <p class="small" role="status">
          {writing.total > 0
            ? `Images lie in no files of their own here, and are written beside the labels: ${writing.done.toLocaleString('en')} of ${writing.total.toLocaleString('en')}`
            : 'The file is being written.'}
        </p>
      )}
      {file !== null && (
        <dl>
          <dt>File</dt>
          <dd>
            <code>{file}</code>
          </dd>
          <dt>Columns</dt>
          <dd>
            <code>{column}</code>, <code>kind</code>, and the labels as they were
          </dd>
        </dl>
      )}
      {command !== null && <Command title="To train on it" text={command} />}
      {accepted !== null && (
        <p class="small">
          For <code>nearkin kinds --accept</code>: <code>{accepted}</code>
        </p>
      )}
    </section>
  )
}

function Command({ title, text }: { readonly title: string; readonly text: string }) {
  const [state, copy] = useCopied()
  return (
    <div class="command">
      <h3>{title}</h3>
      <pre>
        <code>{text}</code>
      </pre>
      <button type="button" class="button" onClick={() => void copy(text)}>
        Copy
      </button>{' '}
      <span class="small" role="status">
        {state === 'refused' ? 'your browser does not let it be copied: select it' : state}
      </span>
    </div>
  )
}
