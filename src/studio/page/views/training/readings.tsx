import type { Followed } from '../../data/trainingLogs.ts'
import { nearestPoint } from '../../parts/charts/nearestPoint.ts'
import { numberText } from '../../parts/charts/numberText.ts'
import type { Curve } from './curves.ts'
import { pointsOf } from './curves.ts'

/** What every run said at the step that is read off, or last. */
export function Readings({
  followed,
  curves,
  cursor,
}: {
  readonly followed: readonly Followed[]
  readonly curves: readonly Curve[]
  readonly cursor: number | null
}) {
  const value = ({ log }: Followed, key: string): number | undefined => {
    const points = pointsOf(log?.entries ?? [], key)
    return (cursor === null ? points.at(-1) : nearestPoint(points, cursor, cursor / 10))?.[1]
  }
  return (
    <section class="card" aria-labelledby="readings">
      <h2 id="readings">{cursor === null ? 'As of last' : `At step ${cursor.toLocaleString('en')}`}</h2>
      <p class="small">
        Of each number the one measured nearest to the step; point at a curve, or choose a step on it by the arrow keys.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section class="scroll" tabIndex={0} aria-label="Readings of every run">
        <table>
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Step</th>
              {curves.map(({ key, title, definition }) => (
                <th key={key} scope="col" title={definition}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {followed.map((one) => (
              <tr key={one.run.id}>
                <th scope="row">
                  <bdi>{one.run.name}</bdi>
                </th>
                <td>{one.log?.lastStep?.toLocaleString('en') ?? '–'}</td>
                {curves.map(({ key }) => (
                  <td key={key}>{numberText(value(one, key))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
