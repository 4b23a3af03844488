import type { FinerConfusion } from '../../../api.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { anchorOf } from './confusionList.tsx'
import { confusionTable } from './confusionTable.ts'
import { takenWords } from './takenWords.ts'

/** Finer classes down, what they are taken for across: the number of queries, darker the larger its share. A press shows the images. */
export function ConfusionMatrix({
  confusions,
  classes,
}: {
  readonly confusions: readonly FinerConfusion[]
  /** Of the finer label. */
  readonly classes: readonly string[]
}) {
  const { names, cells, left } = confusionTable(confusions)
  if (names.length < 3) return null
  const largest = Math.max(...cells.flat().map((one) => one?.share ?? 0))
  return (
    <div class="scroll">
      <table class="matrix">
        <caption class="small">
          Queries of the class in a line, by the class they are taken for.
          {left > 0 && ` ${left} classes that are confused less are left out.`}
        </caption>
        <thead>
          <tr>
            <td />
            {names.map((name, i) => (
              <th key={name} scope="col" title={name}>
                {i + 1}
                <span class="sr">
                  {' '}
                  <bdi>{shortLabel(name, classes)}</bdi>
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((of, i) => (
            <tr key={of}>
              <th scope="row">
                <span class="number">{i + 1}</span> <bdi title={of}>{shortLabel(of, classes)}</bdi>
              </th>
              {cells[i]!.map((one, j) => (
                <td key={names[j]} class={i === j ? 'self' : ''}>
                  {one && (
                    <button
                      type="button"
                      title={`${shortLabel(of, classes)} taken for ${shortLabel(one.takenFor, classes)}: ${takenWords(one.queries, one.share)}`}
                      style={{ '--share': `${Math.round((45 * one.share) / largest) + 10}%` }}
                      onClick={() => show(confusions.indexOf(one))}
                    >
                      {one.queries}
                    </button>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function show(place: number): void {
  const details = document.getElementById(anchorOf('finer', place))
  if (!(details instanceof HTMLDetailsElement)) return
  details.open = true
  details.querySelector('summary')?.focus({ preventScroll: true })
  details.scrollIntoView({ block: 'center' })
}
