import type { RunDetail, RunSummary, Wall } from '../../../api.ts'
import { openImage } from '../../data/openImage.ts'
import { useResource } from '../../data/resource.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { shortNames } from '../../data/shortNames.ts'
import { Tile } from '../../parts/tile.tsx'
import { hrefOf } from '../../route.ts'

const [shownQueries, shownNeighbours] = [4, 5]

/** A few queries on which the runs disagree, or else at which one fails, or any; and what each run finds. */
export function SomeQueries({
  runs,
  detail,
}: {
  readonly runs: readonly RunSummary[]
  /** Of the first run, once it is known. */
  readonly detail: RunDetail | null
}) {
  const ids = runs.map(({ id }) => id).join(',')
  const show = runs.length > 1 ? 'disagreements' : 'failures'
  const { value: telling } = useResource<Wall>(`/api/wall?runs=${ids}&show=${show}&from=0&count=${shownQueries}`)
  const none = telling?.total === 0
  const { value: any } = useResource<Wall>(none ? `/api/wall?runs=${ids}&show=all&from=0&count=${shownQueries}` : null)
  const wall = none ? any : telling
  if (!wall || wall.queries.length === 0) return null
  const classes =
    detail?.columns.find(({ name, role }) => role === 'level' && name === detail.evaluateLabel)?.classes ?? []
  const names = shortNames(runs.map(({ name }) => name))
  return (
    <section aria-labelledby="queries">
      <div class="head">
        <h2 id="queries">{none ? 'What lies nearest' : runs.length > 1 ? 'Where they disagree' : 'Where it fails'}</h2>
        <a href={hrefOf('neighbours', { runs: ids, show: none ? null : show })}>
          {none ? 'all queries' : `all ${wall.total.toLocaleString('en')}`}
        </a>
      </div>
      <ul class="some-queries">
        {wall.queries.map(({ row, name, label, answers }) => (
          <li key={row} class="card">
            <Tile
              run={runs[0]!.id}
              row={row}
              name={name}
              label={label}
              shown={label === null ? null : shortLabel(label, classes)}
              size={88}
              onPress={() => openImage({ run: runs[0]!.id, row })}
            />
            <div>
              {answers.map(({ run, neighbours }, r) => (
                <div key={run}>
                  <p class="small">
                    <bdi>{names[r]}</bdi>
                  </p>
                  <ol>
                    {neighbours.slice(0, shownNeighbours).map((one) => (
                      <li key={one.row}>
                        <Tile
                          run={run}
                          row={one.row}
                          name={one.label === null ? one.name : `${one.label}: ${one.name}`}
                          right={one.right}
                          size={52}
                          onPress={() =>
                            openImage(
                              { run, row: one.row },
                              neighbours.map((n) => ({ run, row: n.row })),
                            )
                          }
                        />
                      </li>
                    ))}
                  </ol>
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
