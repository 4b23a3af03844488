import type { Estimate } from '../../../api.ts'

const [width, height, edge] = [120, 16, 6]

/** A mean as a dot with its interval as a line, on the scale of its column; a thin line where the baseline lies. For the eye alone: the
 *  numbers stand beside it. */
export function Whisker({
  estimate,
  span: [low, high],
  colour,
  baseline,
}: {
  readonly estimate: Estimate
  readonly span: readonly [number, number]
  readonly colour: string
  readonly baseline: number | null
}) {
  const at = (value: number): number => edge + ((value - low) / (high - low || 1)) * (width - 2 * edge)
  const { mean, halfWidth } = estimate
  return (
    <svg class="whisker" width={width} height={height} aria-hidden="true">
      <line class="ground" x1={edge} x2={width - edge} y1={height / 2} y2={height / 2} />
      {baseline !== null && <line class="base" x1={at(baseline)} x2={at(baseline)} y1="1" y2={height - 1} />}
      {halfWidth !== null && (
        <line
          class="range"
          style={{ stroke: colour }}
          x1={at(mean - halfWidth)}
          x2={at(mean + halfWidth)}
          y1={height / 2}
          y2={height / 2}
        />
      )}
      <circle r="4.5" cx={at(mean)} cy={height / 2} style={{ fill: colour }} />
    </svg>
  )
}
