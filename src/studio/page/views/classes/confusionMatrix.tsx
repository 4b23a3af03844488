import { useId } from 'preact/hooks'
import type { FinerConfusion } from '../../../api.ts'
import { shortLabel } from '../../data/shortLabel.ts'
import { figureInks } from '../../parts/figures/figureInks.ts'
import { figureSheet } from '../../parts/figures/figureSheet.ts'
import { plainColour } from '../../parts/figures/plainColour.ts'
import { SaveFigure } from '../../parts/figures/saveFigure.tsx'
import { anchorOf } from './confusionList.tsx'
import { confusionTable } from './confusionTable.ts'
import { matrixPanel } from './matrixPanel.ts'
import { shadeOf } from './shadeOf.ts'
import { takenWords } from './takenWords.ts'

/** Finer classes down, what they are taken for across: the number of queries, darker the larger its share. A press shows the images. */
export function ConfusionMatrix({
  confusions,
  classes,
  title,
  run,
}: {
  readonly confusions: readonly FinerConfusion[]
  /** Of the finer label. */
  readonly classes: readonly string[]
  /** Of the saved figure. */
  readonly title: string
  readonly run: string
}) {
  const id = useId()
  const table = confusionTable(confusions)
  const { names, cells, left } = table
  if (names.length < 3) return null
  const largest = Math.max(...cells.flat().map((one) => one?.share ?? 0))
  const words = `Queries of the class in a line, by the class they are taken for.${
    left > 0 ? ` ${left} classes that are confused less are left out.` : ''
  }`
  const figure = (): string => {
    const inks = { ...figureInks(), bad: plainColour('var(--bad)') }
    const panel = matrixPanel(table, (name) => shortLabel(name, classes), inks)
    return figureSheet({ title, words: `${words} ${run}.`, panels: [panel] }, inks)
  }
  return (
    <figure class="matrix-figure">
      <div class="figure-head">
        <figcaption class="small" id={id}>
          {words}
        </figcaption>
        <SaveFigure name={title} of={[run]} figure={figure} />
      </div>
      <div class="scroll">
        <table class="matrix" aria-labelledby={id}>
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
                        style={{ '--share': `${Math.round(100 * shadeOf(one.share, largest))}%` }}
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
    </figure>
  )
}

function show(place: number): void {
  const details = document.getElementById(anchorOf('finer', place))
  if (!(details instanceof HTMLDetailsElement)) return
  details.open = true
  details.querySelector('summary')?.focus({ preventScroll: true })
  details.scrollIntoView({ block: 'center' })
}
