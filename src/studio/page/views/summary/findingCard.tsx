import { format } from '../../../../report/format.ts'
import type { Comparison } from '../../../api.ts'
import { findingOf } from './findingOf.ts'

/** The claim in words, and the one or two numbers that it stands on. */
export function FindingCard({
  comparison,
  colours,
}: {
  readonly comparison: Comparison
  /** One a method. */
  readonly colours: readonly string[]
}) {
  const { claim, detail, shown, verdict } = findingOf(comparison)
  const { methods, columns } = comparison
  return (
    <section class="finding card" aria-label="What was found">
      <div>
        <p class="claim">{claim}</p>
        {detail && <p class="mute">{detail}</p>}
      </div>
      {shown.length > 0 && (
        <ol class="numbers" aria-label={columns[0]?.name}>
          {shown.map((m) => {
            const { name, positives, estimates } = methods[m]!
            const { mean, halfWidth } = estimates[0] ?? { mean: null, halfWidth: null }
            return (
              <li key={m} style={{ '--c': colours[m] }}>
                <span class="who">
                  <bdi>{shown.length > 1 && verdict !== 'single' ? `${positives} positives` : name}</bdi>
                </span>
                <b>{format(mean)}</b>
                <span class="small">{halfWidth === null ? 'one seed, no interval' : `± ${format(halfWidth)}`}</span>
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
