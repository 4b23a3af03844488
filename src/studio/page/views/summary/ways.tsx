import type { ViewName } from '../../../viewNames.ts'
import { isReport } from '../../data/resource.ts'
import { hrefOf } from '../../route.ts'

const ways: readonly (readonly [ViewName, string, string])[] = [
  ['map', 'Map', 'Every image where the embedding puts it; two runs side by side.'],
  ['neighbours', 'Neighbours', 'What lies nearest to each query, and where the runs differ.'],
  ['classes', 'Classes', 'Which classes hold several kinds, which have collapsed, what is confused with what.'],
  ['training', 'Training', 'How loss and Recall@1 went, and how the map formed.'],
  ['compare', 'Compare', 'All numbers with intervals, differences, and what was set differently.'],
  ['curate', 'Curate', 'Likely label errors and near-duplicates, to accept or correct; kinds to name.'],
]

/** Where one can go from the summary, and what for. */
export function Ways({ runs }: { readonly runs: string | null }) {
  const shown = ways.filter(([view]) => !isReport || view !== 'curate')
  return (
    <nav aria-label="Ways to look further">
      <ul class="ways">
        {shown.map(([view, title, words]) => (
          <li key={view}>
            <a class="card" href={hrefOf(view, { runs })}>
              <strong>{title}</strong>
              <span class="small">{words}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
