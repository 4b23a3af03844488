import type { Comparison } from '../../../api.ts'
import { Scroll } from '../../parts/scroll.tsx'
import { differenceText, pText } from './estimateText.ts'
import { apartWords, isApart } from './pairOf.ts'

/** Every pair of methods by a column, those that are told apart first. */
export function PairTable({ comparison, column }: { readonly comparison: Comparison; readonly column: number }) {
  const { differences, methods, columns } = comparison
  const { name, better } = columns[column]!
  const sign = better === 'lower' ? -1 : 1
  const pairs = differences
    .filter((one) => one.column === column)
    .sort((a, b) => (a.p ?? 2) - (b.p ?? 2) || Math.abs(b.estimate.mean) - Math.abs(a.estimate.mean))
  if (pairs.length === 0) return null
  const apart = pairs.filter((pair) => isApart(pair))
  return (
    <details class="card pair-table" open={pairs.length <= 10}>
      <summary>
        <h2>
          {apart.length} of {pairs.length} {pairs.length === 1 ? 'pair is' : 'pairs are'} told apart by {name}
        </h2>
      </summary>
      <p class="small">
        Paired over the seeds that both ran with (Student’s t); p is corrected for how many pairs there are (Holm 1979),
        so that the chance of any false finding among them is at most 5 %.
      </p>
      <Scroll label="Pairs of methods">
        <table>
          <thead>
            <tr>
              <th scope="col">{better === 'neither' ? 'Method' : 'Ahead'}</th>
              <th scope="col">{better === 'neither' ? 'Less' : 'Behind'}</th>
              <th scope="col">Difference</th>
              <th scope="col">p</th>
              <th scope="col">Is it chance?</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => {
              const turned = sign * pair.estimate.mean < 0
              const [first, second] = turned ? [pair.less, pair.of] : [pair.of, pair.less]
              const mean = turned ? 0 - pair.estimate.mean : pair.estimate.mean
              return (
                <tr key={`${first} ${second}`}>
                  <td>
                    <bdi>{methods[first]!.name}</bdi>
                  </td>
                  <td>
                    <bdi>{methods[second]!.name}</bdi>
                  </td>
                  <td>{differenceText({ ...pair.estimate, mean })}</td>
                  <td>{pair.p === null ? '–' : pText(pair.p).replace('p ', '').replace('= ', '')}</td>
                  <td>{apartWords(pair)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
