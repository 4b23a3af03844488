import './runPicker.css'
import { useChosenRuns, useRuns } from '../data/runs.tsx'

/** Which runs the view shows: a list to tick, where there is more than one to choose from. */
export function RunPicker({ most }: { readonly most: number }) {
  const all = useRuns()
  const [chosen, choose] = useChosenRuns(most)
  if (all.length === 0) return null
  const words = chosen.length === 1 ? chosen[0]!.name : `${chosen.length} of ${all.length} runs`
  if (all.length === 1) return <span class="run-name">{words}</span>
  const toggle = (id: string) => {
    const ids = chosen.map((run) => run.id)
    if (most === 1) return choose([id])
    const next = ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(-most)
    choose(next.length > 0 ? next : ids)
  }
  return (
    <details class="run-picker">
      <summary class="button">{words}</summary>
      <fieldset class="card">
        <legend class="small">{most === 1 ? 'Run' : most < 100 ? `Runs, up to ${most}` : 'Runs'}</legend>
        {all.map(({ id, name, state }) => (
          <label key={id}>
            <input
              type={most === 1 ? 'radio' : 'checkbox'}
              name="run"
              checked={chosen.some((run) => run.id === id)}
              onChange={() => toggle(id)}
            />
            <span>{name}</span>
            {state !== 'finished' && <em class="small">{state}</em>}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
