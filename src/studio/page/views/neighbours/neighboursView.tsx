import './neighbours.css'
import { useCallback, useRef } from 'preact/hooks'
import type { RunDetail, RunSummary, Wall } from '../../../api.ts'
import { openImage } from '../../data/openImage.ts'
import { isReport, useResource } from '../../data/resource.ts'
import { useChosenRuns } from '../../data/runs.tsx'
import { setParams } from '../../data/setParams.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { shortNames } from '../../data/shortNames.ts'
import { useWidth } from '../../data/useWidth.ts'
import { Notice } from '../../parts/notice.tsx'
import { Pager } from '../../parts/pager.tsx'
import { Ready } from '../../parts/ready.tsx'
import { Tile } from '../../parts/tile.tsx'
import { useRoute } from '../../route.ts'
import { fitTiles } from './fitTiles.ts'
import { OwnPicture } from './ownPicture.tsx'
import { OwnQuery } from './ownQuery.tsx'
import { QueryRow } from './queryRow.tsx'
import { RunHeads } from './runHeads.tsx'
import { useOwnQuery } from './useOwnQuery.ts'
import { useWallKeys } from './useWallKeys.ts'
import { WallControls } from './wallControls.tsx'
import { queriesOnPage, wallAddress, wallFilterOf } from './wallFilter.ts'

/** The retrieval wall: queries down, the nearest to each by every chosen run across, right and wrong marked. */
export function NeighboursView() {
  const [runs] = useChosenRuns(4)
  const ready = runs.filter(({ prepared }) => prepared.state === 'ready')
  return (
    <>
      {runs
        .filter((run) => !ready.includes(run))
        .map((run) => (
          <Ready key={run.id} run={run}>
            {() => null}
          </Ready>
        ))}
      {ready[0] && (
        <Ready key={ready[0].id} run={ready[0]}>
          {(detail) => <WallOf runs={ready} detail={detail} />}
        </Ready>
      )}
    </>
  )
}

function WallOf({ runs, detail }: { readonly runs: readonly RunSummary[]; readonly detail: RunDetail }) {
  const { params } = useRoute()
  const ids = runs.map(({ id }) => id)
  const filter = wallFilterOf(params, ids)
  const names = shortNames(runs.map(({ name }) => name))
  const named = runs.map((run, i) => ({ ...run, name: names[i]! }))
  const { value: loaded, error, loading } = useResource<Wall>(wallAddress(ids, filter))
  // What was asked for before stays until the next is there; of another number of runs it says nothing of these.
  const wall = loaded?.counts.wrong.length === ids.length ? loaded : null
  const own = useOwnQuery(ids)
  const container = useRef<HTMLDivElement>(null)
  const width = useWidth(container)
  const fit = fitTiles(width, runs.length)
  const queries = wall?.queries ?? []
  const turnTo = (from: number) => setParams({ from: from === 0 ? null : String(from) })
  const onEnd = useCallback(
    (pages: 1 | -1) => {
      const to = filter.from + pages * queriesOnPage
      const there = wall !== null && to >= 0 && to < wall.total
      if (there) turnTo(to)
      return there
    },
    [wall, filter.from],
  )
  const place = useWallKeys(container, wall, onEnd)
  const classes = detail.columns.find(({ name }) => name === detail.evaluateLabel)?.classes ?? []
  const first = own.result ? 1 : 0
  const current = place.query < queries.length + first ? place : { query: 0, tile: 0 }
  const at = (query: number) => (query === current.query ? current.tile : null)
  return (
    <div class="wall">
      <div class="wall-head">
        <div>
          <h1>Neighbours</h1>
          <p class="small meaning">
            Each query and what lies nearest to it, from the left. ✓ bears the same label as the query, ✕ another, by{' '}
            {judgedBy(named, detail)}. Below: cosine distance.
          </p>
        </div>
        {!isReport && <OwnQuery searching={own.searching} onPicture={own.search} onComplaint={own.complain} />}
      </div>
      {isReport && detail.sampleOf !== undefined && (
        <Notice kind="plain">
          This file holds a few queries of each run, of as many classes as there are: shares here are not its Recall@1.
        </Notice>
      )}
      <WallControls
        runs={named}
        detail={detail}
        filter={filter}
        counts={wall?.counts ?? null}
        onChange={(changes) => setParams({ ...changes, from: null })}
      />
      {own.complaint && <Notice kind="bad">{own.complaint}</Notice>}
      {error && <Notice kind={error.status === 404 ? 'plain' : 'bad'}>{error.message}</Notice>}
      <div
        ref={container}
        class={`queries ${fit.beside ? 'beside' : 'below'} ${loading ? 'loading' : ''}`}
        style={{ '--runs': runs.length }}
      >
        <RunHeads runs={named} counts={isReport ? null : (wall?.counts ?? null)} />
        <ol aria-label="Queries">
          {own.result && (
            <QueryRow
              query={(tabIndex) => <OwnPicture {...own} tabIndex={tabIndex} />}
              answers={own.result.answers}
              runs={named}
              fit={fit}
              at={at(0)}
              classes={classes}
            />
          )}
          {queries.map(({ row, name, label, answers }, i) => (
            <QueryRow
              key={row}
              query={(tabIndex) => (
                <Tile
                  run={ids[0]!}
                  row={row}
                  name={name}
                  label={label}
                  shown={label === null ? null : shortLabel(label, classes)}
                  size={96}
                  tabIndex={tabIndex}
                  onPress={() =>
                    openImage(
                      { run: ids[0]!, row },
                      queries.map((query) => ({ run: ids[0]!, row: query.row })),
                    )
                  }
                />
              )}
              answers={answers}
              runs={named}
              fit={fit}
              at={at(i + first)}
              classes={classes}
            />
          ))}
        </ol>
      </div>
      {wall?.total === 0 && <Notice kind="plain">No query is left by this choice.</Notice>}
      {wall && <Pager from={filter.from} count={queriesOnPage} total={wall.total} what="queries" onMove={turnTo} />}
      <p class="small keys">
        Keys: <kbd>j</kbd> <kbd>k</kbd> next query and back, arrows over its neighbours, <kbd>Enter</kbd> opens an
        image.
      </p>
    </div>
  )
}

/** The label that right means, by name; runs may be judged by different ones. */
function judgedBy(runs: readonly RunSummary[], { evaluateLabel }: RunDetail) {
  const others = runs.filter((run) => run.evaluateLabel !== null && run.evaluateLabel !== evaluateLabel)
  return (
    <>
      '<bdi>{evaluateLabel}</bdi>'
      {others.map((run) => (
        <span key={run.id}>
          {' '}
          (under {run.name} by '<bdi>{run.evaluateLabel}</bdi>')
        </span>
      ))}
    </>
  )
}
