import type { ComponentChildren } from 'preact'
import type { Neighbour, RunSummary } from '../../../api.ts'
import { openImage } from '../../data/openImage.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { Tile } from '../../parts/tile.tsx'
import type { TileFit } from './fitTiles.ts'

/** One query: its picture, and each run's nearest to it. Arrow keys move over all its tiles, of which one is a stop of the tab key.
 *  @param at the tile that is the stop, 0 the query; null: none of this row */
export function QueryRow({
  query,
  answers,
  runs,
  fit,
  at,
  classes,
}: {
  readonly query: (tabIndex: number) => ComponentChildren
  readonly answers: readonly {
    readonly run: string
    readonly neighbours: readonly Neighbour[]
    readonly none?: string
  }[]
  readonly runs: readonly RunSummary[]
  readonly fit: TileFit
  readonly at: number | null
  /** Of the label that is judged by. */
  readonly classes: readonly string[]
}) {
  const tab = (place: number) => (place === at ? 0 : -1)
  const starts = answers.map((_, i) =>
    answers.slice(0, i).reduce((sum, { neighbours }) => sum + Math.min(neighbours.length, fit.count), 1),
  )
  return (
    <li class="query-row" data-query>
      <div class="query">{query(tab(0))}</div>
      {answers.map(({ run, neighbours, none = 'This run has no such image.' }, i) => (
        <div class="answer" key={run}>
          <p class="answer-of small">{runs.find(({ id }) => id === run)?.name}</p>
          {neighbours.length === 0 && <p class="small">{none}</p>}
          <ol>
            {neighbours.slice(0, fit.count).map((one, place) => (
              <li key={one.row}>
                <Tile
                  {...one}
                  shown={one.label === null ? null : shortLabel(one.label, classes)}
                  run={run}
                  size={fit.size}
                  tabIndex={tab(starts[i]! + place)}
                  onPress={() =>
                    openImage(
                      { run, row: one.row },
                      neighbours.map(({ row }) => ({ run, row })),
                    )
                  }
                />
              </li>
            ))}
          </ol>
        </div>
      ))}
    </li>
  )
}
