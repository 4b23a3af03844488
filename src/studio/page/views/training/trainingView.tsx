import './training.css'
import { methodStyles } from '../../data/methodStyles.ts'
import { useChosenRuns, useRuns } from '../../data/runs.tsx'
import { setParams } from '../../data/setParams.ts'
import { shortNames } from '../../data/shortNames.ts'
import { useTrainingLogs } from '../../data/trainingLogs.ts'
import { Notice } from '../../parts/notice.tsx'
import { useRoute } from '../../route.ts'
import { Alarms } from './alarms.tsx'
import { Charts } from './charts.tsx'
import { curvesOf } from './curves.ts'
import { FormingMap } from './formingMap.tsx'
import { Legend } from './legend.tsx'
import { ProgressList } from './progressList.tsx'

/** Runs that are shown at a time. */
const most = 12

/** Trainings as they go on: how far they are, their curves, and the map as it forms. */
export function TrainingView() {
  const all = useRuns()
  const { params } = useRoute()
  const [chosen] = useChosenRuns(most)
  // What is being trained is what one comes for, where nothing was chosen.
  const going = params.has('runs') ? [] : all.filter(({ state }) => state === 'training')
  const runs = [...new Set([...going, ...chosen])].slice(0, most)
  const names = shortNames(runs.map(({ name }) => name))
  const followed = useTrainingLogs(runs).map((one, i) => ({ ...one, run: { ...one.run, name: names[i]! } }))
  const styles = methodStyles(all)
  const hidden = new Set(params.getAll('hide').flatMap((text) => text.split('|')))
  const weight = Math.min(0.98, Math.max(0, Number(params.get('smooth') ?? 0) || 0))
  const log = params.get('axis') === 'log'
  const shown = followed.filter(({ run }) => !hidden.has(run.method))
  const logs = shown.flatMap((one) => one.log ?? [])
  const curves = curvesOf(logs)
  const last = Math.max(1, ...logs.map(({ steps, lastStep }) => Math.max(steps ?? 0, lastStep ?? 0)))
  const first = Math.max(1, Math.min(last, ...logs.flatMap(({ entries }) => entries[0]?.step ?? [])))
  if (runs.length === 0) return <Notice kind="plain">There is no run to show.</Notice>
  const toggle = (method: string) => {
    const next = new Set(hidden)
    if (!next.delete(method)) next.add(method)
    setParams({ hide: [...next].filter(Boolean).join('|') || null })
  }
  return (
    <div class="training">
      <h1>Training</h1>
      <ProgressList followed={followed} />
      <Alarms followed={shown} />
      <div class="controls">
        <Legend runs={runs} styles={styles} hidden={hidden} onToggle={toggle} />
        <label class="field">
          Smoothing
          <input
            type="range"
            min="0"
            max="0.98"
            step="0.02"
            value={weight}
            aria-valuetext={weight === 0 ? 'none' : `weight ${weight} of what came before`}
            onInput={({ currentTarget: { value } }) => setParams({ smooth: Number(value) === 0 ? null : value })}
          />
        </label>
        <label class="field">
          Steps
          <select
            value={log ? 'log' : 'even'}
            onChange={({ currentTarget: { value } }) => setParams({ axis: value === 'log' ? 'log' : null })}
          >
            <option value="even">evenly</option>
            <option value="log">logarithmically</option>
          </select>
        </label>
      </div>
      {logs.length > 0 && curves.length === 0 && (
        <Notice kind={logs.some(({ state }) => state === 'training') ? 'wait' : 'plain'}>
          Nothing was logged yet: the first entry comes after ten steps.
        </Notice>
      )}
      <FormingMap followed={shown} />
      {curves.length > 0 && (
        <Charts
          followed={shown}
          curves={curves}
          styles={styles}
          weight={weight}
          steps={{ name: 'step', log, span: [first, last] }}
        />
      )}
    </div>
  )
}
