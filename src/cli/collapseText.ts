import { formatInterval } from '../evaluate/formatInterval.ts'
import type { Cell } from '../theory/cells.ts'
import { percent } from '../theory/figures/svg.ts'
import { findings } from '../theory/findings.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** The experiment as text: a table for each loss, and what came out. */
export function collapseText(cells: readonly Cell[]): string {
  const losses = [...new Set(cells.map(({ loss }) => loss))]
  const head = ['', 'wrong labels', 'within / between', 'kinds', 'collapsed', 'loss / collapsed', 'proven']
  const tables = losses.map((loss) => {
    const rules = [...new Set(cells.map(({ positives }) => positives))]
    const sections = rules.map((rule) =>
      cells.filter((cell) => cell.loss === loss && cell.positives === rule).map((cell) => [rule, ...row(cell)]),
    )
    return `${loss}\n\n${table(head, sections)}`
  })
  const unfinished = cells.reduce((sum, cell) => sum + cell.unfinished, 0)
  return [
    ...tables,
    [
      'within / between: mean distance of two samples of a class that are of different modes, by that of two samples of different classes; mean and 95 % interval over starts and seeds.',
      'kinds: groups left in a class. loss / collapsed: the exact expected loss, by that of every class on one point.',
      'proven: of the lowest loss there is; see docs/theory.md.',
      ...(unfinished > 0
        ? [
            `${unfinished} ${unfinished === 1 ? 'run' : 'runs'} had not converged when the steps ran out; give more --steps.`,
          ]
        : []),
    ]
      .map((line) => wrapped(line))
      .join('\n'),
    findings(cells)
      .map((line) => wrapped(line))
      .join('\n'),
  ].join('\n\n')
}

const row = (cell: Cell): string[] => [
  percent(cell.noise),
  formatInterval(cell.ratio),
  cell.groups.toFixed(1),
  `${cell.collapsed}/${cell.runs}`,
  cell.lossRatio === null ? '–' : formatInterval(cell.lossRatio),
  cell.statement ?? '–',
]
