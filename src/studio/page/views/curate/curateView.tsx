import { useChosenRuns } from '../../data/runs.tsx'
import { Ready } from '../../parts/ready.tsx'

/** To be written. */
export function CurateView() {
  const [runs] = useChosenRuns(1)
  return (
    <>
      <h1>Curate</h1>
      {runs.map((run) => (
        <Ready key={run.id} run={run}>
          {(detail) => <p>{detail.rows} images</p>}
        </Ready>
      ))}
    </>
  )
}
