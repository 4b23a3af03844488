import './dotChart.css'
import { format } from '../../../report/format.ts'
import { ticks } from '../../../report/ticks.ts'
import type { Estimate } from '../../api.ts'

export interface Dot {
  readonly name: string
  /** A CSS colour. */
  readonly colour: string
  readonly estimate: Estimate | null
}

export interface DotRow {
  readonly name: string
  /** A mark beside the name, such as `unseen`. */
  readonly tag?: string | undefined
  readonly dots: readonly Dot[]
}

/** Dots with 95 % intervals on one common axis that holds zero.
 *  @param values the number is written beside each row, which then has one dot */
export function DotChart({
  rows,
  title,
  values = false,
}: {
  readonly rows: readonly DotRow[]
  readonly title: string
  readonly values?: boolean
}) {
  const ends = rows.flatMap(({ dots }) => dots.flatMap(({ estimate }) => (estimate ? [...endsOf(estimate)] : [])))
  if (ends.length === 0) return <p class="mute">Not measured.</p>
  const marks = ticks(Math.min(0, ...ends), Math.max(...ends, 1e-9))
  const [low, high] = [marks[0]!, marks.at(-1)!]
  const at = (value: number): number => ((value - low) / (high - low || 1)) * 100
  return (
    <figure
      class={`dot-chart ${values ? 'valued' : ''}`}
      style={{ '--step': `${100 / Math.max(1, marks.length - 1)}%` }}
      aria-label={title}
    >
      <ul>
        {rows.map(({ name, tag, dots }, i) => (
          <li key={i}>
            <span class="name">
              <bdi>{name}</bdi>
              {tag && <em class="small">{tag}</em>}
            </span>
            <span class="track">
              {dots.map((dot, d) => dot.estimate && <DotMark key={d} {...dot} estimate={dot.estimate} at={at} />)}
            </span>
            {values && <span class="value">{format(dots[0]?.estimate?.mean)}</span>}
          </li>
        ))}
      </ul>
      <p class="axis" aria-hidden="true">
        <span class="scale">
          {marks.map((mark) => (
            <span key={mark} style={{ left: `${at(mark)}%` }}>
              {String(Number(mark.toFixed(6)))}
            </span>
          ))}
        </span>
      </p>
    </figure>
  )
}

function DotMark({
  name,
  colour,
  estimate,
  at,
}: Omit<Dot, 'estimate'> & { readonly estimate: Estimate; readonly at: (value: number) => number }) {
  const { mean, halfWidth } = estimate
  const told = `${name}: ${format(mean)}${halfWidth ? ` ± ${format(halfWidth)}` : ''}`
  return (
    <span class="dot" style={{ '--c': colour }} title={told}>
      {halfWidth ? (
        <i style={{ left: `${at(mean - halfWidth)}%`, width: `${at(mean + halfWidth) - at(mean - halfWidth)}%` }} />
      ) : null}
      <b style={{ left: `${at(mean)}%` }} />
      <span class="sr">{told}. </span>
    </span>
  )
}

const endsOf = ({ mean, halfWidth }: Estimate): [number, number] => [mean - (halfWidth ?? 0), mean + (halfWidth ?? 0)]
