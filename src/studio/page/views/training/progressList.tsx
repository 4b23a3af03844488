import type { Followed } from '../../data/trainingLogs.ts'
import { numberText } from '../../parts/charts/numberText.ts'
import { Notice } from '../../parts/notice.tsx'
import { durationText } from './durationText.ts'

/** How far runs are that have not ended, how fast they go and how long they will take; and what cannot be read of any. */
export function ProgressList({ followed }: { readonly followed: readonly Followed[] }) {
  const open = followed.filter(({ log }) => log && log.state !== 'finished')
  const wrong = followed.flatMap(({ run, log, error }) => {
    if (error) return [`${run.name}: ${error.message}`]
    if (run.complaint) return [run.complaint]
    return log && log.damaged > 0
      ? [
          `${run.name}: ${log.damaged} ${log.damaged === 1 ? 'line' : 'lines'} of its log cannot be read; the rest is shown`,
        ]
      : []
  })
  return (
    <>
      {[...new Set(wrong)].map((words) => (
        <Notice key={words} kind="bad">
          {words}
        </Notice>
      ))}
      {open.length > 0 && (
        <ul class="progress-list">
          {open.map(({ run, log }) => {
            const { state, part, steps, lastStep, imagesPerSecond, secondsLeft } = log!
            const done = lastStep ?? 0
            return (
              <li key={run.id} class="card">
                <h2>
                  <bdi>{run.name}</bdi>
                </h2>
                <p class="small">{stateWords[state]}</p>
                {steps !== null && (
                  <progress max={steps} value={Math.min(done, steps)} aria-label={`${run.name}: steps done`} />
                )}
                <dl>
                  <div>
                    <dt>{part === 'head' ? 'Step of the head, which is trained first' : 'Step'}</dt>
                    <dd>
                      {done.toLocaleString('en')}
                      {steps !== null && ` of ${steps.toLocaleString('en')}`}
                    </dd>
                  </div>
                  {state === 'training' && (
                    <div>
                      <dt>Images a second</dt>
                      <dd>{imagesPerSecond === null ? '–' : numberText(imagesPerSecond)}</dd>
                    </div>
                  )}
                  {state === 'training' && (
                    <div>
                      <dt>Time left</dt>
                      <dd>{secondsLeft === null ? '–' : `about ${durationText(secondsLeft)}`}</dd>
                    </div>
                  )}
                </dl>
              </li>
            )
          })}
        </ul>
      )}
    </>
  )
}

const stateWords = {
  training: 'is being trained',
  interrupted: 'has stopped before its end; go on with it by nearkin train --resume',
  damaged: 'its files cannot be read',
  gone: 'its folder was deleted',
  finished: '',
} as const
