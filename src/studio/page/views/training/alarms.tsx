import type { Followed } from '../../data/trainingLogs.ts'

/** What trainings were warned of: signs of a collapse, with what to try. */
export function Alarms({ followed }: { readonly followed: readonly Followed[] }) {
  const alarms = followed.flatMap(({ run, log }) => (log?.alarms ?? []).map((alarm) => ({ run, ...alarm })))
  if (alarms.length === 0) return null
  return (
    <details class="alarms card">
      <summary>
        {alarms.length} {alarms.length === 1 ? 'alarm' : 'alarms'}: signs of a collapse
      </summary>
      <ul>
        {alarms.map(({ run, step, text }, i) => (
          <li key={i}>
            <b>
              <bdi>{run.name}</bdi>, step {step.toLocaleString('en')}
            </b>
            : {text}
          </li>
        ))}
      </ul>
    </details>
  )
}
