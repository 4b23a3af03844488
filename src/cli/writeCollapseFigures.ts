import { join } from 'node:path'
import { writeAtomically } from '../files.ts'
import { version } from '../runs/version.ts'
import { cellsOf } from '../theory/cells.ts'
import type { CollapseExperimentOptions, CollapseExperimentRun } from '../theory/collapseExperiment.ts'
import { collapseFigures } from '../theory/figures/collapseFigures.ts'
import { collapsePage } from '../theory/figures/collapsePage.ts'
import { findings } from '../theory/findings.ts'

/** Writes the figures of an experiment, each as an SVG file, and the page that holds them all.
 *  @returns the paths, the page's last */
export function writeCollapseFigures(
  folder: string,
  options: CollapseExperimentOptions,
  runs: readonly CollapseExperimentRun[],
  command: string,
): string[] {
  const figures = collapseFigures(runs, options)
  const paths = figures.map(({ name, svg }) => {
    const path = join(folder, `${name}.svg`)
    writeAtomically(path, svg)
    return path
  })
  const cells = cellsOf(runs)
  const page = join(folder, 'collapse.html')
  const title = 'What wrong labels do to the modes of a class'
  writeAtomically(page, collapsePage({ title, findings: findings(cells), sections: figures, cells, command, version }))
  return [...paths, page]
}
