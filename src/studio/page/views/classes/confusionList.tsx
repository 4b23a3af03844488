import { useState } from 'preact/hooks'
import type { Confusion, RowInfo, RunDetail } from '../../../api.ts'
import { formatDistance } from '../../data/formatDistance.ts'
import { openImage } from '../../data/openImage.ts'
import { useRows } from '../../data/rows.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { Tile } from '../../parts/tile.tsx'
import { takenWords } from './takenWords.ts'

/** Confusions that are open at first, and that are listed at first. */
const [open, listed] = [3, 10]

interface Taken extends Pick<Confusion, 'queries' | 'share' | 'pairs'> {
  readonly of: string
  readonly takenFor: string
  /** The page of what it is taken for, where it has one. */
  readonly href: string | null
}

/** Names an entry of a list of confusions in the document. */
export const anchorOf = (list: string, place: number): string => `confusion-${list}-${place}`

/** What is taken for what, the most frequent first, each with pairs of a query and the image that it was taken for. */
export function ConfusionList({
  run,
  detail,
  confusions,
  level,
}: {
  readonly run: string
  readonly detail: RunDetail
  readonly confusions: readonly Taken[]
  readonly level: string | null
}) {
  const [all, setAll] = useState(false)
  const shown = all ? confusions : confusions.slice(0, listed)
  const infos = useRows(
    run,
    confusions.flatMap(({ pairs }) => pairs.flatMap(({ query, nearest }) => [query, nearest])),
  )
  const among = confusions
    .flatMap(({ pairs }) => pairs.flatMap((p) => [p.query, p.nearest]))
    .map((row) => ({ run, row }))
  const list = level === detail.label && level !== detail.evaluateLabel ? 'outside' : 'finer'
  const place = detail.columns.findIndex(({ name }) => name === detail.evaluateLabel)
  const judged = detail.columns[place]?.classes ?? []
  const classes = detail.columns.find(({ name }) => name === level)?.classes ?? []
  return (
    <>
      <ol class="confusions">
        {shown.map((one, i) => (
          <li key={`${one.of}\n${one.takenFor}`}>
            <details class="card" id={anchorOf(list, i)} open={i < open}>
              <summary>
                <span class="taken">
                  {list === 'finer' && (
                    <>
                      <bdi>{shortLabel(one.of, classes)}</bdi> <span class="mute">taken for</span>{' '}
                    </>
                  )}
                  <bdi>{shortLabel(one.takenFor, classes)}</bdi>
                </span>
                <span class="how-often">
                  <span class="bar" aria-hidden="true">
                    <span style={{ width: `${100 * one.share}%` }} />
                  </span>
                  {takenWords(one.queries, one.share)}
                </span>
              </summary>
              <ul class="pairs">
                {one.pairs.map((pair) => (
                  <li key={pair.query}>
                    <Side run={run} row={pair.query} infos={infos} place={place} judged={judged} among={among} />
                    <span class="between">
                      <span aria-hidden="true">→</span>
                      <span class="sr">nearest, at distance</span>
                      {formatDistance(pair.distance)}
                    </span>
                    <Side
                      run={run}
                      row={pair.nearest}
                      infos={infos}
                      place={place}
                      judged={judged}
                      among={among}
                      right={false}
                    />
                  </li>
                ))}
              </ul>
              <p class="small other">
                {one.queries > one.pairs.length &&
                  `The ${one.pairs.length} closest of ${one.queries.toLocaleString('en')}. `}
                {one.href !== null && (
                  <a href={one.href}>
                    All of '<bdi>{shortLabel(one.takenFor, classes)}</bdi>'
                  </a>
                )}
              </p>
            </details>
          </li>
        ))}
      </ol>
      {confusions.length > listed && (
        <button type="button" class="button" onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${confusions.length}`}
        </button>
      )}
    </>
  )
}

function Side({
  run,
  row,
  infos,
  place,
  judged,
  among,
  right = null,
}: {
  readonly run: string
  readonly row: number
  readonly infos: ReadonlyMap<number, RowInfo>
  readonly place: number
  readonly judged: readonly string[]
  readonly among: Parameters<typeof openImage>[1]
  readonly right?: boolean | null
}) {
  const info = infos.get(row)
  const label = info?.labels[place] ?? null
  return (
    <Tile
      run={run}
      row={row}
      name={info?.name ?? `image ${row}`}
      label={label}
      shown={label === null ? null : shortLabel(label, judged)}
      right={right}
      size={96}
      onPress={() => openImage({ run, row }, among)}
    />
  )
}
