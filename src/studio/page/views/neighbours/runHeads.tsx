import type { RunSummary, WallCounts } from '../../../api.ts'

/** Above the columns of the wall: which run each is, and how often it is right at 1. */
export function RunHeads({
  runs,
  counts,
}: {
  readonly runs: readonly RunSummary[]
  readonly counts: WallCounts | null
}) {
  return (
    <div class="run-heads">
      <p class="small">Query</p>
      {runs.map(({ id, name }, i) => {
        const [right, wrong] = [counts?.right[i] ?? 0, counts?.wrong[i] ?? 0]
        return (
          <div key={id}>
            <h2>{name}</h2>
            {right + wrong > 0 && (
              <p class="small">
                {((100 * right) / (right + wrong)).toFixed(1)} % right at 1
                <span class="share" aria-hidden="true">
                  <span style={{ width: `${(100 * right) / (right + wrong)}%` }} />
                </span>
              </p>
            )}
          </div>
        )
      })}
    </div>
  )
}
