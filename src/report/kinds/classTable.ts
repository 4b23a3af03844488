import { escapeHtml } from '../escapeHtml.ts'
import { format } from '../format.ts'
import { stateWords } from './classCards.ts'
import type { KindsPageData } from './data.ts'

/** Rows of the page; of more classes the command's --json has all. */
const mostRows = 400

/** Every class in numbers. */
export function classTable({ classes, finer }: KindsPageData): string {
  const columns: [string, string][] = [
    ['verdict', 'several kinds, collapsed, one cloud, one compact kind, or too few images to tell'],
    ['images', 'of the class'],
    [
      'kinds',
      'found in half of the images and seen again in the other half; in brackets what nine of ten halves found',
    ],
    ...(finer === null
      ? []
      : ([
          [finer, 'in the class by the finer label'],
          ['AMI', `adjusted mutual information of the kinds and the ${finer}: 0 by chance, 1 the same`],
        ] as [string, string][])),
    [
      'spread',
      'distance of classmates over that of images of different classes; below 0.5 a class without kinds has collapsed',
    ],
    ['effective rank', 'directions in which the class extends about its mean'],
    ['kept: all', 'triplets with any classmate that keep the margin'],
    ['kept: nearest', 'triplets with the nearest classmate that keep it'],
  ]
  const head = columns.map(
    ([name, told]) => `<th scope="col"><abbr title="${escapeHtml(told)}">${escapeHtml(name)}</abbr></th>`,
  )
  const rows = classes.slice(0, mostRows).map((one) => {
    const cells = [
      stateWords[one.state] ?? '',
      one.images.toLocaleString('en'),
      one.kinds,
      ...(finer === null ? [] : [one.finer === null ? '–' : String(one.finer), format(one.agreement, 2)]),
      format(one.spread, 2),
      format(one.rank, 1),
      format(one.kept?.all, 2),
      format(one.kept?.easiest, 2),
    ]
    return `<tr><th scope="row"><bdi>${escapeHtml(one.name)}</bdi></th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`
  })
  const rest =
    classes.length > mostRows ? `<p class="small">${classes.length - mostRows} more: nearkin kinds --json</p>` : ''
  return `<div class="scroll" tabindex="0"><table><thead><tr><th scope="col">class</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>${rest}`
}
