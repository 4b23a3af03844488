import type { RunSummary } from '../../../api.ts'
import type { MethodStyle } from '../../data/methodStyles.ts'
import { shortNames } from '../../data/shortNames.ts'

/** What lines belong to which method, and its seeds. A method is hidden, and shown again, by pressing it. */
export function Legend({
  runs,
  styles,
  hidden,
  onToggle,
}: {
  readonly runs: readonly RunSummary[]
  readonly styles: ReadonlyMap<string, MethodStyle>
  readonly hidden: ReadonlySet<string>
  readonly onToggle: (method: string) => void
}) {
  const methods = [...new Set(runs.map(({ method }) => method))]
  const names = shortNames(methods)
  return (
    <ul class="legend" aria-label="Methods; press one to hide or show its lines">
      {methods.map((method, i) => {
        const { colour, dash } = styles.get(method)!
        const seeds = runs.filter((run) => run.method === method).map(({ seed }) => seed)
        return (
          <li key={method}>
            <button type="button" class="button" aria-pressed={!hidden.has(method)} onClick={() => onToggle(method)}>
              <svg width="26" height="10" aria-hidden="true">
                <line x1="1" x2="25" y1="5" y2="5" style={{ stroke: colour }} stroke-dasharray={dash ?? undefined} />
              </svg>
              <bdi>{names[i]}</bdi>
              <span class="small">{seeds.length === 1 ? `seed ${seeds[0]}` : `seeds ${seeds.join(', ')}`}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
