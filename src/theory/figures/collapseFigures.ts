import { cellsOf } from '../cells.ts'
import type { CollapseExperimentOptions, CollapseExperimentRun } from '../collapseExperiment.ts'
import { lossFigure } from './lossFigure.ts'
import { placesFigure } from './placesFigure.ts'
import { ratioFigure } from './ratioFigure.ts'

export interface CollapseFigure {
  /** Of its file, without an ending. */
  readonly name: string
  readonly title: string
  /** How to read it. */
  readonly words: string
  readonly svg: string
}

/** The figures of an experiment: the ratio and the expected loss over the noise, and the places of the first seed for each
 *  loss. */
export function collapseFigures(
  runs: readonly CollapseExperimentRun[],
  options: CollapseExperimentOptions,
): CollapseFigure[] {
  const cells = cellsOf(runs)
  const losses = lossFigure(cells)
  const figures: CollapseFigure[] = [
    {
      name: 'ratio',
      title: 'How far apart the modes of a class are',
      words:
        'Mean distance of two samples of a class that are of different modes, by that of two samples of different classes, where the descent ended: 0 is collapse, and below the dashed line, 0.05, a run counts as collapsed. Mean and 95 % interval over starts and seeds.',
      svg: ratioFigure(cells),
    },
  ]
  if (losses !== null)
    figures.push({
      name: 'loss',
      title: 'What the loss expects',
      words:
        'The exact expected loss where the descent ended and with the modes spread, by that of every class on one point, the dashed line at 1: below it, collapse is not the best there is.',
      svg: losses,
    })
  const start = options.starts[0]!
  for (const name of new Set(runs.map(({ loss }) => loss))) {
    const own = runs.filter((run) => run.loss === name && run.start === start && run.after !== undefined)
    if (own.length > 0)
      figures.push({
        name: `places-${name.replace(/[^a-z0-9.=-]/g, '_')}`,
        title: `Where the samples lie: ${name}`,
        words: `Colours are classes, shapes are modes${options.tied ? ', each a point that its samples share' : ''}; first seed, starting ${start === 'apart' ? 'with the modes apart' : 'anywhere'}. Each box has a scale of its own: the bar below it is as long as it says.`,
        svg: placesFigure(own, options),
      })
  }
  return figures
}
