import type { Followed } from '../../data/trainingLogs.ts'
import { nearestPoint } from '../../parts/charts/nearestPoint.ts'
import { numberText } from '../../parts/charts/numberText.ts'
import type { Point } from '../../parts/charts/smoothed.ts'
import { Scroll } from '../../parts/scroll.tsx'
import type { Curve } from './curves.ts'

/** What every run said at the step that is read off, or last.
 *  @param measured the points of every curve, run by run as in `followed` */
export function Readings({
  followed,
  measured,
  cursor,
}: {
  readonly followed: readonly Followed[]
  readonly measured: readonly {
    readonly curve: Curve
    readonly runs: readonly { readonly points: readonly Point[] }[]
  }[]
  readonly cursor: number | null
}) {
  const value = (points: readonly Point[]): number | undefined =>
    (cursor === null ? points.at(-1) : nearestPoint(points, cursor, cursor / 10))?.[1]
  return (
    <section class="card" aria-labelledby="readings">
      <h2 id="readings">{cursor === null ? 'As of last' : `At step ${cursor.toLocaleString('en')}`}</h2>
      <p class="small">
        Of each number the one measured nearest to the step; point at a curve, or choose a step on it by the arrow keys.
      </p>
      <Scroll label="Readings of every run">
        <table>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Step</th>
              {measured.map(({ curve: { key, title, definition } }) => (
                <th key={key} scope="col" title={definition}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {followed.map(({ run, log }, i) => (
              <tr key={run.id}>
                <th scope="row">
                  <bdi>{run.name}</bdi>
                </th>
                <td>{log?.lastStep?.toLocaleString('en') ?? '–'}</td>
                {measured.map(({ curve, runs }) => (
                  <td key={curve.key}>{numberText(value(runs[i]!.points))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}
