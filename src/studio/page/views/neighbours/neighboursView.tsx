import { useChosenRuns } from '../../data/runs.tsx'
import { Ready } from '../../parts/ready.tsx'

/** To be written. */
export function NeighboursView() {
  const [runs] = useChosenRuns(1)
  return (
    <>
      <h1>Neighbours</h1>
      {runs.map((run) => (
        <Ready key={run.id} run={run}>
          {(detail) => <p>{detail.rows} images</p>}
        </Ready>
      ))}
    </>
  )
}
