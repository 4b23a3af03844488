import type { ComponentProps } from 'preact'
import { useMemo, useState } from 'preact/hooks'
import type { MethodStyle } from '../../data/methodStyles.ts'
import type { Followed } from '../../data/trainingLogs.ts'
import { LineChart } from '../../parts/charts/lineChart.tsx'
import { smoothed } from '../../parts/charts/smoothed.ts'
import { type Curve, pointsOf } from './curves.ts'
import { Readings } from './readings.tsx'

/** The curves of some runs with one cursor over all of them, and what every run says there.
 *  @param weight of what came before, by which curves are smoothed */
export function Charts({
  followed,
  curves,
  styles,
  weight,
  steps,
}: {
  readonly followed: readonly Followed[]
  readonly curves: readonly Curve[]
  readonly styles: ReadonlyMap<string, MethodStyle>
  readonly weight: number
  readonly steps: ComponentProps<typeof LineChart>['x']
}) {
  // Kept here, so that a hand that moves over a curve changes nothing but what is read off.
  const [cursor, setCursor] = useState<number | null>(null)
  const measured = useMemo(
    () =>
      curves.map((curve) => ({
        curve,
        runs: followed.map(({ run, log }) => ({ run, points: pointsOf(log?.entries ?? [], curve.key) })),
      })),
    [followed, curves],
  )
  const charts = useMemo(
    () =>
      measured.map(({ curve, runs }) => ({
        curve,
        lines: runs.flatMap(({ run: { id, name, method }, points: raw }) => {
          if (raw.length === 0) return []
          const points = smoothed(raw, weight)
          return [{ id, name, method, ...styles.get(method)!, points, ...(points === raw ? {} : { raw }) }]
        }),
      })),
    [measured, styles, weight],
  )
  return (
    <>
      <div class="charts">
        {charts.map(({ curve: { key, title, definition }, lines }) => (
          <div key={key} class="card">
            <LineChart
              title={title}
              definition={definition}
              lines={lines}
              x={steps}
              cursor={cursor}
              onCursor={setCursor}
            />
          </div>
        ))}
      </div>
      <Readings followed={followed} measured={measured} cursor={cursor} />
    </>
  )
}
