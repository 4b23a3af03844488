import type { Cell } from '../cells.ts'
import { collapsedBelow } from '../collapseExperiment.ts'
import { noiseChart } from './noiseChart.ts'
import { among, rulesAmong } from './panels.ts'

/** How far the modes of a class end from one another, by the distance between classes, over the share of wrong labels. */
export function ratioFigure(cells: readonly Cell[]): string {
  const panels = among(cells).map(({ loss, cells: own }) => ({
    title: loss,
    across: { value: collapsedBelow, words: '' },
    lines: rulesAmong(own).map((kind) => ({
      kind,
      measured: true,
      points: own.filter(({ positives }) => positives === kind).map(({ noise, ratio }) => ({ noise, value: ratio })),
    })),
  }))
  return noiseChart(panels, {
    yWords: 'within a class / between',
    keys: rulesAmong(cells).map((kind) => ({ kind, measured: true, words: `${kind} positives` })),
    words: `Distance between modes of a class by distance between classes over the share of wrong labels: ${told(cells)}`,
  })
}

const told = (cells: readonly Cell[]): string =>
  cells
    .map(({ loss, positives, noise, ratio }) => `${loss}, ${positives}, ${noise}: ${ratio.mean.toFixed(2)}`)
    .join('; ')
