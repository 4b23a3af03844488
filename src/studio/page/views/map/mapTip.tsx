import { useEffect, useState } from 'preact/hooks'
import type { RunDetail } from '../../../api.ts'
import { useRows } from '../../data/rows.ts'
import { Thumb } from '../../parts/thumb.tsx'

/** What a point is: its picture, name and labels, beside it.
 *  @param name of its run, where points of several are on the map @param at in CSS pixels of the map @param size of the map */
export function MapTip({
  detail,
  run,
  row,
  name,
  at: [left, top],
  size,
}: {
  readonly detail: RunDetail
  readonly run: string
  readonly row: number
  readonly name?: string
  readonly at: readonly [number, number]
  readonly size: { readonly width: number; readonly height: number }
}) {
  const settled = useSettled(row, 40)
  const info = useRows(run, settled < 0 ? [] : [settled]).get(row)
  const toLeft = left > size.width / 2
  const above = top > size.height / 2
  const shown = detail.columns.flatMap(({ name }, place) => {
    const label = info?.labels[place]
    return label == null ? [] : [[name, label] as const]
  })
  const place = {
    [toLeft ? 'right' : 'left']: `${Math.max(0, toLeft ? size.width - left : left) + 16}px`,
    [above ? 'bottom' : 'top']: `${Math.max(0, above ? size.height - top : top)}px`,
  }
  return (
    <div class="map-tip" style={place}>
      {detail.thumbnail !== null && <Thumb key={row} run={run} row={row} name="" size={96} />}
      <div>
        <b>
          <bdi>{info?.name ?? `image ${row}`}</bdi>
        </b>
        {name !== undefined && (
          <p class="small">
            in <bdi>{name}</bdi>
          </p>
        )}
        <dl>
          {shown.map(([name, label]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <bdi>{label}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  )
}

/** A value that has not changed for so many milliseconds; -1 before: a hand that sweeps over a map asks for nothing. */
function useSettled(value: number, milliseconds: number): number {
  const [settled, set] = useState(-1)
  useEffect(() => {
    const timer = setTimeout(set, milliseconds, value)
    return () => clearTimeout(timer)
  }, [value, milliseconds])
  return settled
}
